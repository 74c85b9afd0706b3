//! The async `RunQueryDsl`: running a query on an [`AsyncSafeConnection`].

use core::future::Future;
use core::pin::pin;

use diesel::dsl::Limit;
use diesel::query_dsl::methods::LimitDsl;
use diesel::result::{Error, QueryResult};
use diesel_async::{AsyncPgConnection, methods as raw};
use futures_util::TryStreamExt;

use super::rows::RowStream;
use crate::connection::AsyncSafeConnection;
use crate::plugin::Plugin;
use crate::query::{PluginQuery, Statement};

/// A query that can be loaded into rows of type `U` over the async connection `Conn`.
///
/// It is the bound for generic code: `Q: LoadQuery<'query, AsyncSafeConnection<MyFeature>, Item>`.
pub trait LoadQuery<'query, Conn, U>: RunQueryDsl<Conn> + sealed::Sealed<Conn> {
    #[doc(hidden)]
    fn load_all<'conn>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<Vec<U>>> + Send
    where
        'query: 'conn;

    #[doc(hidden)]
    fn load_first<'conn>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        'query: 'conn;

    #[doc(hidden)]
    fn load_rows<'conn>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<RowStream<'conn, U>>> + Send
    where
        'query: 'conn;
}

impl<'query, Q, P, U> LoadQuery<'query, AsyncSafeConnection<P>, U> for Q
where
    P: Plugin,
    Q: PluginQuery<P> + 'query,
    Q::Diesel: raw::LoadQuery<'query, AsyncPgConnection, U> + Send + 'query,
    U: Send + 'query,
{
    fn load_all<'conn>(
        self,
        conn: &'conn mut AsyncSafeConnection<P>,
    ) -> impl Future<Output = QueryResult<Vec<U>>> + Send
    where
        'query: 'conn,
    {
        let query = self.into_diesel();
        async move {
            let rows = async {
                let identity = conn.identity().clone();
                let pg = conn.pg()?;
                identity.begin_reading();
                let rows = raw::LoadQuery::internal_load(query, pg).await?;
                rows.try_collect().await
            };
            let rows = rows.await;
            conn.ended(&rows);
            rows
        }
    }

    fn load_first<'conn>(
        self,
        conn: &'conn mut AsyncSafeConnection<P>,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        'query: 'conn,
    {
        let query = self.into_diesel();
        async move {
            let first = async {
                let identity = conn.identity().clone();
                let pg = conn.pg()?;
                identity.begin_reading();
                let mut rows = pin!(raw::LoadQuery::internal_load(query, pg).await?);
                let Some(first) = rows.try_next().await? else {
                    return Ok(None);
                };
                // To its end: the statement can fail at a later row.
                loop {
                    match rows.try_next().await {
                        Ok(None) => return Ok(Some(first)),
                        Err(error @ Error::DatabaseError(..)) => return Err(error),
                        // Of the other rows nobody asks whether they fit `U`.
                        Ok(Some(_)) | Err(_) => {}
                    }
                }
            };
            let first = first.await;
            conn.ended(&first);
            first?.ok_or(Error::NotFound)
        }
    }

    fn load_rows<'conn>(
        self,
        conn: &'conn mut AsyncSafeConnection<P>,
    ) -> impl Future<Output = QueryResult<RowStream<'conn, U>>> + Send
    where
        'query: 'conn,
    {
        let query = self.into_diesel();
        async move {
            let identity = conn.identity().clone();
            let pg = conn.pg()?;
            identity.begin_reading();
            let rows = raw::LoadQuery::internal_load(query, pg).await;
            // What is left unread, or has failed, counts until the next statement has ended, or
            // the transaction.
            identity.end_reading();
            Ok(RowStream::new(rows?, identity))
        }
    }
}

/// A statement that can be executed over the async connection `Conn`.
pub trait ExecuteDsl<'query, Conn>: sealed::Sealed<Conn> {
    #[doc(hidden)]
    fn run<'conn>(self, conn: &'conn mut Conn) -> impl Future<Output = QueryResult<usize>> + Send
    where
        'query: 'conn;
}

impl<'query, Q, P> ExecuteDsl<'query, AsyncSafeConnection<P>> for Q
where
    P: Plugin,
    Q: PluginQuery<P> + 'query,
    Q::Diesel: raw::ExecuteDsl<AsyncPgConnection> + Send + 'query,
{
    fn run<'conn>(
        self,
        conn: &'conn mut AsyncSafeConnection<P>,
    ) -> impl Future<Output = QueryResult<usize>> + Send
    where
        'query: 'conn,
    {
        let query = self.into_diesel();
        async move {
            let count = async {
                let identity = conn.identity().clone();
                let pg = conn.pg()?;
                identity.begin_reading();
                raw::ExecuteDsl::execute(query, pg).await
            };
            let count = count.await;
            conn.ended(&count);
            count
        }
    }
}

/// Runs queries, with diesel-async's methods under diesel-async's names, on an
/// [`AsyncSafeConnection`].
///
/// Name it in a `use` of its own; so it stands in the place of the `RunQueryDsl` of the prelude.
///
/// # Examples
///
/// ```no_run
/// use ::notes::{Note, Notes, notes};
/// use schema_iso_diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
/// use schema_iso_diesel::prelude::*;
///
/// async fn find(conn: &mut AsyncSafeConnection<Notes>, like: &str) -> QueryResult<Vec<Note>> {
///     notes::table.filter(notes::text.like(like)).load(conn).await
/// }
/// ```
pub trait RunQueryDsl<Conn>: Sized {
    /// Executes the statement and returns the number of affected rows.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder.
    fn execute<'query, 'conn>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<usize>> + Send
    where
        Self: ExecuteDsl<'query, Conn>,
        'query: 'conn,
    {
        self.run(conn)
    }

    /// Executes the query and returns all rows.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder, or of a row that does not fit `U`.
    fn load<'query, 'conn, U>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<Vec<U>>> + Send
    where
        Self: LoadQuery<'query, Conn, U>,
        'query: 'conn,
    {
        self.load_all(conn)
    }

    /// Executes the query and returns a stream of its rows.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder; each item can be an error of its row.
    fn load_stream<'query, 'conn, U>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<RowStream<'conn, U>>> + Send
    where
        Self: LoadQuery<'query, Conn, U>,
        'query: 'conn,
    {
        self.load_rows(conn)
    }

    /// Executes the query and returns the first row.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none; `.optional()` turns that into `None`.
    fn get_result<'query, 'conn, U>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        Self: LoadQuery<'query, Conn, U>,
        'query: 'conn,
    {
        self.load_first(conn)
    }

    /// Executes the query and returns all rows; usual after an INSERT, UPDATE or DELETE.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    fn get_results<'query, 'conn, U>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<Vec<U>>> + Send
    where
        Self: LoadQuery<'query, Conn, U>,
        'query: 'conn,
    {
        self.load_all(conn)
    }

    /// Executes the query with `LIMIT 1` and returns the row.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none; `.optional()` turns that into `None`.
    fn first<'query, 'conn, U>(
        self,
        conn: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        Self: LimitDsl,
        Limit<Self>: LoadQuery<'query, Conn, U>,
        'query: 'conn,
    {
        LimitDsl::limit(self, 1).load_first(conn)
    }
}

impl<Q: Statement, P: Plugin> RunQueryDsl<AsyncSafeConnection<P>> for Q {}

mod sealed {
    use super::{AsyncSafeConnection, Plugin, PluginQuery};

    pub trait Sealed<Conn> {}

    impl<Q: PluginQuery<P>, P: Plugin> Sealed<AsyncSafeConnection<P>> for Q {}
}
