//! One pool for several plugins: what each finds is its own, and what it leaves is gone.

use core::time::Duration;

use catalog::Catalog;
use catalog::schema::{Status, categories, products};
use diesel::asynchronous::RunQueryDsl;
use diesel::prelude::*;
use notes::{Notes, notes as rows};
use schema_iso_tests::host::{ConnectError, Isolation};
use schema_iso_tests::{Admin, TestDatabase, chain, plugin};

use super::{host, run};

plugin!(Unknown, "async-unknown");

#[test]
fn one_connection_serves_plugins_in_turn_with_types_of_their_own() {
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let database = TestDatabase::create().unwrap();
        let change = |pool: schema_iso_tests::host::PoolOptions| pool.max_size(1);
        let host = host(&database, |builder| {
            builder.pool(change).isolation(isolation)
        });
        run(async move {
            for turn in 1..=5_i64 {
                let mut conn = host.connect_async::<Catalog>().await.unwrap();
                // The type of a column, which the driver has to look up.
                let drafts = products::table.filter(products::status.eq(Status::Draft));
                let drafts = drafts.select(products::status).load::<Status>(&mut conn);
                assert_eq!(drafts.await, Ok(Vec::new()));
                drop(conn);
                let mut conn = host.connect_async::<Notes>().await.unwrap();
                let new = diesel::insert_into(rows::table).values(rows::text.eq("a"));
                new.execute(&mut conn).await.unwrap();
                assert_eq!(rows::table.count().get_result(&mut conn).await, Ok(turn));
            }
        });
    }
}

#[test]
fn the_session_says_whose_it_is() {
    let database = TestDatabase::create().unwrap();
    let url = database.url();
    let host = host(&database, |builder| {
        builder
            .application_name("shop")
            .pool(|pool| pool.max_size(1))
    });
    run(async move {
        for (plugin, expected) in [(true, "shop/notes"), (false, "shop/catalog")] {
            if plugin {
                drop(host.connect_async::<Notes>().await.unwrap());
            } else {
                drop(host.connect_async::<Catalog>().await.unwrap());
            }
            let url = url.clone();
            let names = tokio::task::spawn_blocking(move || {
                Admin::at(&url).texts(
                    "SELECT application_name FROM pg_stat_activity \
                     WHERE datname = current_database() AND application_name LIKE 'shop/%'",
                )
            });
            assert_eq!(names.await.unwrap(), [expected]);
        }
    });
}

#[test]
fn a_connection_comes_back_and_serves_the_same_plugin_again() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder.pool(|pool| pool.max_size(2)));
    run(async move {
        drop(host.connect_async::<Notes>().await.unwrap());
        drop(host.connect_async::<Notes>().await.unwrap());
        let state = host.async_pool_state();
        let idle: u32 = state.plugins.iter().map(|plugin| plugin.idle).sum();
        assert_eq!(idle, 1);
        host.recycle();
        let state = host.async_pool_state();
        assert!(state.plugins.iter().all(|it| it.idle + it.busy == 0));
    });
}

#[test]
fn a_checkout_waits_for_a_connection_that_comes_back_and_not_for_ever() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| {
        let short = Duration::from_millis(300);
        builder.pool(|pool| pool.max_size(1).connection_timeout(short))
    });
    run(async move {
        let held = host.connect_async::<Notes>().await.unwrap();
        let error = host.connect_async::<Catalog>().await.unwrap_err();
        let text = chain(&error);
        assert!(
            text.contains("all 1 async connections of the host are in use"),
            "{text}"
        );
        let pool = host.async_pool::<Catalog>();
        let waits = tokio::spawn(async move {
            let mut conn = pool.get().await.unwrap();
            categories::table.count().get_result::<i64>(&mut conn).await
        });
        drop(held);
        assert_eq!(waits.await.unwrap(), Ok(0));
    });
}

#[test]
fn a_plugin_that_is_not_registered_gets_no_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let error = host.connect_async::<Unknown>().await.unwrap_err();
        assert!(
            matches!(error, ConnectError::NotRegistered { .. }),
            "{error:?}"
        );
    });
}

#[test]
fn a_server_that_ends_its_sessions_is_noticed() {
    let database = TestDatabase::create().unwrap();
    let url = database.url();
    let host = host(&database, |builder| builder);
    run(async move {
        drop(host.connect_async::<Notes>().await.unwrap());
        let ended = tokio::task::spawn_blocking(move || {
            Admin::at(&url).texts(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
        });
        assert!(!ended.await.unwrap().is_empty());
        let mut conn = host.connect_async::<Notes>().await.unwrap();
        assert_eq!(rows::table.count().get_result(&mut conn).await, Ok(0_i64));
    });
}

#[test]
fn a_shutdown_waits_for_what_is_in_use_and_ends_the_checkouts() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    run(async move {
        let held = host.connect_async::<Notes>().await.unwrap();
        let early = host.shutdown_async(Duration::from_millis(50)).await;
        assert_eq!(early.unwrap_err().busy, 1);
        let error = host.connect_async::<Notes>().await.unwrap_err();
        assert!(
            chain(&error).contains("the host was shut down"),
            "{error:?}"
        );
        drop(held);
        host.shutdown_async(Duration::from_secs(30)).await.unwrap();
    });
}

#[test]
fn outside_of_a_runtime_there_is_no_async_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    let mut checkout = Box::pin(host.connect_async::<Notes>());
    let polled = futures_util::FutureExt::now_or_never(checkout.as_mut());
    let error = polled.expect("it fails at once").unwrap_err();
    assert!(
        chain(&error).contains("there is no runtime of tokio here"),
        "{error:?}"
    );
}
