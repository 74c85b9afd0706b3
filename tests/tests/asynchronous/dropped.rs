//! Futures that are dropped, or forgotten, in their middle.

use core::future::Future;
use core::pin::pin;
use core::task::Poll;

use diesel::asynchronous::{AsyncSafeConnection, RunQueryDsl};
use diesel::prelude::*;
use diesel::result::Error;
use futures_util::TryStreamExt;
use notes::{Notes, notes as rows};
use schema_iso_query::connection::TransactionError;
use schema_iso_tests::host::Host;
use schema_iso_tests::{Admin, TestDatabase};

use super::{host, run};

type Conn = AsyncSafeConnection<Notes>;

/// How many rounds of drops there are; each round drops at every await point once.
const ROUNDS: usize = 100;

async fn add(conn: &mut Conn, text: &str) -> QueryResult<usize> {
    let new = diesel::insert_into(rows::table).values(rows::text.eq(text));
    new.execute(conn).await
}

/// Polls a future some times, and drops it; `Some` if it was done before.
async fn drop_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut left = polls;
    let mut future = pin!(future);
    core::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Writes two rows in one transaction, with a savepoint between and a stream.
async fn work(host: &Host) -> QueryResult<()> {
    let mut conn = host.connect_async::<Notes>().await.expect("a connection");
    conn.transaction(async |conn| {
        add(conn, "first").await?;
        conn.transaction(async |conn| add(conn, "second").await)
            .await?;
        let texts = rows::table.select(rows::text).limit(3);
        let texts = texts.load_stream::<String>(conn).await?;
        texts.try_collect::<Vec<_>>().await?;
        Ok(())
    })
    .await
}

/// Another plugin at work on the same pool: it finds what is its own, whatever else happens.
async fn neighbour(host: &Host, number: i64) {
    use catalog::schema::categories;
    let mut conn = host.connect_async::<catalog::Catalog>().await.unwrap();
    let slug = format!("slug-{number}");
    let new = (categories::slug.eq(&slug), categories::title.eq(&slug));
    let new = diesel::insert_into(categories::table).values(new);
    let added: String = new
        .returning(categories::slug)
        .get_result(&mut conn)
        .await
        .unwrap();
    assert_eq!(added, slug);
    let gone = diesel::delete(categories::table.filter(categories::slug.eq(&slug)));
    assert_eq!(gone.execute(&mut conn).await, Ok(1));
}

#[test]
fn a_drop_at_every_await_point_leaves_nothing_to_the_next_user() {
    let database = TestDatabase::create().unwrap();
    let url = database.url();
    let host = host(&database, |builder| builder.pool(|pool| pool.max_size(2)));
    run(async move {
        let (mut drops, mut committed) = (0, 0);
        for round in 0..ROUNDS {
            for polls in 0.. {
                let number = i64::try_from(drops).unwrap();
                let (done, ()) =
                    tokio::join!(drop_after(polls, work(&host)), neighbour(&host, number));
                if let Some(done) = done {
                    done.unwrap();
                    committed += 1;
                    break;
                }
                drops += 1;
            }
            assert!(drops > round, "the work has an await point");
        }
        assert!(drops > 5 * ROUNDS, "{drops} drops");
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let count = |text| rows::table.filter(rows::text.eq(text)).count();
        let firsts: i64 = count("first").get_result(&mut conn).await.unwrap();
        let seconds: i64 = count("second").get_result(&mut conn).await.unwrap();
        // Whether a COMMIT whose future was dropped came to its end, only the server knows.
        assert_eq!(firsts, seconds);
        assert!(firsts >= committed, "{firsts} of {committed}");
        drop(conn);
        host.shutdown_async(core::time::Duration::from_secs(30))
            .await
            .unwrap();
        let busy = "SELECT count(*) FROM pg_stat_activity \
                    WHERE datname = current_database() AND pid <> pg_backend_pid() \
                    AND state LIKE 'idle in transaction%'";
        let open = tokio::task::spawn_blocking(move || Admin::at(&url).text(busy));
        assert_eq!(open.await.unwrap(), "0");
    });
}

fn is_closed(error: &Error) -> bool {
    matches!(error, Error::QueryBuilderError(found)
        if found.downcast_ref::<TransactionError>() == Some(&TransactionError::Closed))
}

#[test]
fn a_statement_that_is_dropped_or_forgotten_closes_its_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder.pool(|pool| pool.max_size(1)));
    run(async move {
        for forgotten in [false, true] {
            let mut conn = host.connect_async::<Notes>().await.unwrap();
            add(&mut conn, "before").await.unwrap();
            {
                let mut statement = Box::pin(add(&mut conn, "in its middle"));
                let polled = futures_util::poll!(statement.as_mut());
                assert!(polled.is_pending());
                if forgotten {
                    core::mem::forget(statement);
                }
            }
            let refused = add(&mut conn, "after").await.unwrap_err();
            assert!(is_closed(&refused), "{refused:?}");
            drop(conn);
        }
        // The only place is free again.
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let texts = rows::table.filter(rows::text.eq("after")).count();
        assert_eq!(texts.get_result(&mut conn).await, Ok(0_i64));
    });
}

#[test]
fn an_inner_transaction_that_was_forgotten_does_not_let_the_outer_one_commit() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let done: QueryResult<()> = conn
            .transaction(async |conn| {
                add(conn, "outer").await?;
                let (told, mut heard) = tokio::sync::oneshot::channel();
                let mut inner = Box::pin(conn.transaction(async move |conn| {
                    add(conn, "inner").await?;
                    told.send(()).unwrap();
                    core::future::pending::<QueryResult<()>>().await
                }));
                // The work ends in a pause, not in a statement.
                tokio::select! {
                    biased;
                    heard = &mut heard => heard.unwrap(),
                    done = &mut inner => panic!("{done:?}"),
                }
                core::mem::forget(inner);
                Ok(())
            })
            .await;
        let error = done.unwrap_err();
        assert!(
            matches!(&error, Error::QueryBuilderError(found)
                if found.downcast_ref() == Some(&TransactionError::LeftOpen)),
            "{error:?}"
        );
        drop(conn);
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        assert_eq!(rows::table.count().get_result(&mut conn).await, Ok(0_i64));
    });
}

#[test]
fn a_transaction_that_is_dropped_between_two_statements_closes_its_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        let (told, mut heard) = tokio::sync::oneshot::channel();
        {
            let work = pin!(conn.transaction(async move |conn| {
                add(conn, "lost").await?;
                told.send(()).unwrap();
                core::future::pending::<QueryResult<()>>().await
            }));
            tokio::select! {
                biased;
                heard = &mut heard => heard.unwrap(),
                done = work => panic!("{done:?}"),
            }
        }
        let refused = add(&mut conn, "after").await.unwrap_err();
        assert!(is_closed(&refused), "{refused:?}");
        drop(conn);
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        assert_eq!(rows::table.count().get_result(&mut conn).await, Ok(0_i64));
    });
}
