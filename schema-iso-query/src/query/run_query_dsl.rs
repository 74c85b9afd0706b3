//! `RunQueryDsl`: running a query.

use diesel::PgConnection;
use diesel::connection::DefaultLoadingMode;
use diesel::dsl::Limit;
use diesel::query_dsl::{LoadQuery as DieselLoadQuery, methods};
use diesel::result::{Error, QueryResult};

use super::plugin_query::PluginQuery;
use super::statement::Statement;
use crate::connection::SafeConnection;
use crate::plugin::Plugin;

/// A query that can be loaded into rows of type `U` over the connection `Conn`.
///
/// It is the bound for generic code, as Diesel's trait of the same name is:
/// `Q: LoadQuery<'query, SafeConnection<MyFeature>, Item>`.
pub trait LoadQuery<'query, Conn, U, B = DefaultLoadingMode>:
    RunQueryDsl<Conn> + sealed::Sealed<Conn>
{
    /// What [`RunQueryDsl::load_iter`] returns.
    type RowIter<'conn>: Iterator<Item = QueryResult<U>>
    where
        Conn: 'conn;

    #[doc(hidden)]
    fn internal_load(self, conn: &mut Conn) -> QueryResult<Self::RowIter<'_>>;
}

impl<'query, Q, P, U, B> LoadQuery<'query, SafeConnection<P>, U, B> for Q
where
    P: Plugin,
    Q: PluginQuery<P>,
    Q::Diesel: DieselLoadQuery<'query, PgConnection, U, B>,
{
    type RowIter<'conn> =
        <Q::Diesel as DieselLoadQuery<'query, PgConnection, U, B>>::RowIter<'conn>;

    fn internal_load(self, conn: &mut SafeConnection<P>) -> QueryResult<Self::RowIter<'_>> {
        self.into_diesel().internal_load(conn.pg()?)
    }
}

/// A statement that can be executed over the connection `Conn`.
pub trait ExecuteDsl<Conn>: sealed::Sealed<Conn> {
    #[doc(hidden)]
    fn execute(query: Self, conn: &mut Conn) -> QueryResult<usize>;
}

impl<Q, P> ExecuteDsl<SafeConnection<P>> for Q
where
    P: Plugin,
    Q: PluginQuery<P>,
    Q::Diesel: methods::ExecuteDsl<PgConnection>,
{
    fn execute(query: Self, conn: &mut SafeConnection<P>) -> QueryResult<usize> {
        methods::ExecuteDsl::execute(query.into_diesel(), conn.pg()?)
    }
}

/// Runs queries, with Diesel's methods under Diesel's names, on a [`SafeConnection`].
///
/// # Examples
///
/// ```no_run
/// use ::notes::{Note, Notes, notes};
/// use schema_iso_diesel::prelude::*;
///
/// fn find(conn: &mut SafeConnection<Notes>, pattern: &str) -> QueryResult<Vec<Note>> {
///     notes::table.filter(notes::text.like(pattern)).load(conn)
/// }
/// ```
pub trait RunQueryDsl<Conn>: Sized {
    /// Executes the statement and returns the number of affected rows.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder.
    fn execute(self, conn: &mut Conn) -> QueryResult<usize>
    where
        Self: ExecuteDsl<Conn>,
    {
        ExecuteDsl::execute(self, conn)
    }

    /// Executes the query and returns all rows.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder, or of a row that does not fit `U`.
    fn load<'query, U>(self, conn: &mut Conn) -> QueryResult<Vec<U>>
    where
        Self: LoadQuery<'query, Conn, U>,
    {
        self.internal_load(conn)?.collect()
    }

    /// Executes the query and returns an iterator over the rows.
    ///
    /// `B` is Diesel's loading mode: `DefaultLoadingMode`, or `PgRowByRowLoadingMode`.
    ///
    /// # Errors
    ///
    /// The error of the database or of the query builder; each item can be an error of its row.
    fn load_iter<'conn, 'query: 'conn, U, B>(
        self,
        conn: &'conn mut Conn,
    ) -> QueryResult<Self::RowIter<'conn>>
    where
        U: 'conn,
        Self: LoadQuery<'query, Conn, U, B> + 'conn,
    {
        self.internal_load(conn)
    }

    /// Executes the query and returns the first row.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none; `.optional()` turns that into `None`.
    fn get_result<'query, U>(self, conn: &mut Conn) -> QueryResult<U>
    where
        Self: LoadQuery<'query, Conn, U>,
    {
        match self.internal_load(conn)?.next() {
            Some(row) => row,
            None => Err(Error::NotFound),
        }
    }

    /// Executes the query and returns all rows; usual after an INSERT, UPDATE or DELETE.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    fn get_results<'query, U>(self, conn: &mut Conn) -> QueryResult<Vec<U>>
    where
        Self: LoadQuery<'query, Conn, U>,
    {
        self.load(conn)
    }

    /// Executes the query with `LIMIT 1` and returns the row.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none; `.optional()` turns that into `None`.
    fn first<'query, U>(self, conn: &mut Conn) -> QueryResult<U>
    where
        Self: methods::LimitDsl,
        Limit<Self>: LoadQuery<'query, Conn, U>,
    {
        match methods::LimitDsl::limit(self, 1)
            .internal_load(conn)?
            .next()
        {
            Some(row) => row,
            None => Err(Error::NotFound),
        }
    }
}

impl<Q: Statement, P: Plugin> RunQueryDsl<SafeConnection<P>> for Q {}

mod sealed {
    use super::{Plugin, PluginQuery, SafeConnection};

    pub trait Sealed<Conn> {}

    impl<Q: PluginQuery<P>, P: Plugin> Sealed<SafeConnection<P>> for Q {}
}
