//! Transactions on an async connection.

use diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use notes::{Notes, notes as rows};
use schema_iso_query::connection::TransactionError;
use schema_iso_tests::TestDatabase;

use super::{host, run};

type Conn = AsyncSafeConnection<Notes>;

async fn add(conn: &mut Conn, text: &str) -> QueryResult<usize> {
    let new = diesel::insert_into(rows::table).values(rows::text.eq(text));
    new.execute(conn).await
}

async fn texts(conn: &mut Conn) -> Vec<String> {
    let texts = rows::table.select(rows::text).order(rows::id);
    texts.load(conn).await.unwrap()
}

fn is(error: &Error, expected: TransactionError) -> bool {
    matches!(error, Error::QueryBuilderError(found)
        if found.downcast_ref::<TransactionError>() == Some(&expected))
}

#[test]
fn a_transaction_commits_rolls_back_and_nests() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let done: QueryResult<usize> = conn
            .transaction(async |conn| {
                add(conn, "kept").await?;
                let inner: QueryResult<()> = conn
                    .transaction(async |conn| {
                        add(conn, "taken back").await?;
                        Err(Error::RollbackTransaction)
                    })
                    .await;
                assert_eq!(inner, Err(Error::RollbackTransaction));
                add(conn, "kept, too").await
            })
            .await;
        assert_eq!(done, Ok(1));
        let undone: QueryResult<()> = conn
            .transaction(async |conn| {
                add(conn, "taken back").await?;
                Err(Error::NotFound)
            })
            .await;
        assert_eq!(undone, Err(Error::NotFound));
        conn.test_transaction(async |conn| add(conn, "for a test").await)
            .await;
        assert_eq!(texts(&mut conn).await, ["kept", "kept, too"]);
        let refused = conn
            .build_transaction()
            .read_only()
            .serializable()
            .run(async |conn| add(conn, "written").await)
            .await;
        assert!(matches!(
            refused,
            Err(Error::DatabaseError(
                DatabaseErrorKind::ReadOnlyTransaction,
                _
            ))
        ));
        assert_eq!(texts(&mut conn).await.len(), 2);
    });
}

#[test]
fn a_transaction_that_postgresql_has_aborted_is_not_committed_in_silence() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let done: QueryResult<()> = conn
            .transaction(async |conn| {
                add(conn, "lost").await?;
                // NUL cannot stand in a text; nobody looks at the error.
                add(conn, "\0").await.unwrap_err();
                Ok(())
            })
            .await;
        assert!(matches!(done, Err(Error::DatabaseError(..))), "{done:?}");
        assert!(texts(&mut conn).await.is_empty());
    });
}

#[test]
fn a_connection_that_was_exchanged_commits_nothing() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut first = host.connect_async::<Notes>().await.unwrap();
        let mut second = host.connect_async::<Notes>().await.unwrap();
        let done: QueryResult<()> = first
            .transaction(async |conn| {
                add(conn, "on the first").await?;
                core::mem::swap(conn, &mut second);
                add(conn, "on the second").await?;
                Ok(())
            })
            .await;
        assert!(is(&done.unwrap_err(), TransactionError::Exchanged));
        for conn in [&mut first, &mut second] {
            let refused = add(conn, "afterwards").await.unwrap_err();
            assert!(is(&refused, TransactionError::Closed), "{refused:?}");
        }
        drop((first, second));
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        assert_eq!(texts(&mut conn).await, ["on the second"]);
    });
}

#[test]
fn a_panic_in_a_transaction_closes_its_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder.pool(|pool| pool.max_size(1)));
    run(async move {
        let pool = host.async_pool::<Notes>();
        let panicked = tokio::spawn(async move {
            let mut conn = pool.get().await.unwrap();
            let done: QueryResult<()> = conn
                .transaction(async |conn| {
                    add(conn, "lost").await?;
                    std::panic::resume_unwind(Box::new("on purpose"))
                })
                .await;
            done.unwrap();
        });
        assert!(panicked.await.unwrap_err().is_panic());
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        assert!(texts(&mut conn).await.is_empty());
    });
}
