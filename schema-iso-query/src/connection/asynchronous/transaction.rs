//! Transactions on an async connection: each is ended only by the call that began it, on the
//! connection where it began (ISO-15).

use core::fmt;
use core::future::Future;
use core::num::NonZeroU32;

use diesel::result::{Error, QueryResult};
use diesel_async::{
    AnsiTransactionManager, AsyncPgConnection, SimpleAsyncConnection, TransactionManager,
};

use super::safe::AsyncSafeConnection;
use crate::connection::{Identity, TransactionError};

/// An async closure whose future can be bounded; `AsyncFnOnce` does not name its future yet.
///
/// Every async closure implements it. diesel-async states the bound in the same way.
pub trait AsyncFunc<A, R>:
    AsyncFnOnce(A) -> R + FnOnce(A) -> <Self as AsyncFunc<A, R>>::Fut
{
    /// The future that the closure returns.
    type Fut: Future<Output = R>;
}

impl<F, A, Fut, R> AsyncFunc<A, R> for F
where
    F: AsyncFnOnce(A) -> R + FnOnce(A) -> Fut,
    Fut: Future<Output = R>,
{
    type Fut = Fut;
}

/// How a transaction begins.
pub(super) enum Begin {
    /// By `BEGIN`, or a savepoint inside of another transaction.
    Plain,
    /// By a statement with options; not inside of another transaction.
    With(String),
}

/// Condemns the connection unless the transaction has ended, as when its future is dropped or
/// the work panics.
struct Open {
    began_on: Identity,
    has_ended: bool,
}

impl Drop for Open {
    fn drop(&mut self) {
        if !self.has_ended {
            self.began_on.condemn();
        }
    }
}

/// Begins a transaction, runs `f` in it, and ends it on the connection that it began on.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` does not promise that its future is `Send`"
)]
pub(super) fn run<'a, 'conn, P, T, E, F>(
    conn: &'conn mut AsyncSafeConnection<P>,
    begin: Begin,
    f: F,
) -> impl Future<Output = Result<T, E>> + Send + 'conn
where
    P: 'static,
    for<'r> F: AsyncFnOnce(&'r mut AsyncSafeConnection<P>) -> Result<T, E>
        + AsyncFunc<&'r mut AsyncSafeConnection<P>, Result<T, E>, Fut: Send>
        + Send
        + 'a,
    T: Send + 'a,
    E: From<Error> + Send + 'a,
    'a: 'conn,
{
    async move {
        let mut open = Open {
            began_on: conn.identity().clone(),
            // BEGIN itself can be dropped in its middle.
            has_ended: false,
        };
        let begun = begin_on(conn, &begin).await;
        let depth = match begun {
            Ok(depth) => depth,
            Err(error) => {
                open.has_ended = true;
                return Err(error.into());
            }
        };
        let outcome = f(conn).await;
        let ended = end(conn, &open.began_on, depth, outcome.is_ok()).await;
        open.has_ended = true;
        match (outcome, ended) {
            (Ok(value), Ok(())) => Ok(value),
            (Ok(_), Err(Ending::Refused(error))) => Err(Error::from(error).into()),
            (Ok(_), Err(Ending::Failed(error))) => Err(error.into()),
            (Err(error), Ok(()) | Err(Ending::Refused(_))) => Err(error),
            (Err(error), Err(Ending::Failed(Error::BrokenTransactionManager))) => Err(error),
            (Err(_), Err(Ending::Failed(error))) => Err(error.into()),
        }
    }
}

/// Why a transaction did not end as it should.
#[derive(Debug)]
enum Ending {
    /// It may not be ended here; the connections are closed.
    Refused(TransactionError),
    /// COMMIT or ROLLBACK failed.
    Failed(Error),
}

async fn begin_on<P>(
    conn: &mut AsyncSafeConnection<P>,
    begin: &Begin,
) -> QueryResult<Option<NonZeroU32>> {
    let identity = conn.identity().clone();
    let pg = conn.pg()?;
    identity.begin_reading();
    let begun = match begin {
        Begin::Plain => AnsiTransactionManager::begin_transaction(pg).await,
        Begin::With(sql) => AnsiTransactionManager::begin_transaction_sql(pg, sql).await,
    };
    let depth = depth(pg);
    conn.ended(&begun);
    begun.map(|()| depth)
}

/// Ends the transaction, if it may be ended here; if not, what could end another one is closed.
async fn end<P>(
    conn: &mut AsyncSafeConnection<P>,
    began_on: &Identity,
    began_at: Option<NonZeroU32>,
    is_done: bool,
) -> Result<(), Ending> {
    check_end(conn, began_on, began_at).map_err(Ending::Refused)?;
    let may_be_aborted = conn.identity().is_unsettled();
    let pg = conn.pg().map_err(Ending::Failed)?;
    began_on.begin_reading();
    let ended = if !is_done {
        AnsiTransactionManager::rollback_transaction(pg).await
    } else if may_be_aborted && let Err(error) = pg.batch_execute("SELECT").await {
        // PostgreSQL answers COMMIT of an aborted transaction without an error.
        match AnsiTransactionManager::rollback_transaction(pg).await {
            Ok(()) => Err(error),
            Err(rollback_error) => Err(rollback_error),
        }
    } else {
        AnsiTransactionManager::commit_transaction(pg).await
    };
    conn.ended(&ended);
    ended.map_err(Ending::Failed)
}

fn check_end<P>(
    conn: &mut AsyncSafeConnection<P>,
    began_on: &Identity,
    began_at: Option<NonZeroU32>,
) -> Result<(), TransactionError> {
    let here = conn.identity();
    if !here.is(began_on) || here.is_condemned() {
        here.condemn();
        began_on.condemn();
        return Err(conn.close(TransactionError::Exchanged));
    }
    // A statement was dropped in its middle and nothing was asked of the connection since.
    if here.is_reading() {
        began_on.condemn();
        return Err(conn.close(TransactionError::Dropped));
    }
    let now = conn.pg().ok().and_then(depth);
    if now.is_some() && now != began_at {
        began_on.condemn();
        return Err(conn.close(TransactionError::LeftOpen));
    }
    Ok(())
}

/// Runs `f` in a transaction that is rolled back whatever it returns.
///
/// It does not go through [`run`], whose error would have to be of the type of `f`'s.
pub(super) async fn run_test<P, T, E, F>(conn: &mut AsyncSafeConnection<P>, f: F) -> T
where
    for<'r> F: AsyncFnOnce(&'r mut AsyncSafeConnection<P>) -> Result<T, E>
        + AsyncFunc<&'r mut AsyncSafeConnection<P>, Result<T, E>, Fut: Send>
        + Send,
    T: Send,
    E: fmt::Debug + Send,
{
    let mut open = Open {
        began_on: conn.identity().clone(),
        has_ended: false,
    };
    let depth = begin_on(conn, &Begin::Plain)
        .await
        .expect("the transaction of a test begins");
    let outcome = f(conn).await;
    let ended = end(conn, &open.began_on, depth, false).await;
    ended.expect("the closure of `test_transaction` leaves its transaction to be ended");
    open.has_ended = true;
    outcome.expect("the closure of `test_transaction` returned `Ok`")
}

/// How many transactions are open, one inside of the other, as far as diesel-async knows.
pub(super) fn depth(pg: &mut AsyncPgConnection) -> Option<NonZeroU32> {
    let status =
        <AnsiTransactionManager as TransactionManager<AsyncPgConnection>>::transaction_manager_status_mut(pg);
    status.transaction_depth().ok().flatten()
}
