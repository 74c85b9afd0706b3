//! The pools: which connection a checkout gets, limits, and the end of a host.

use std::collections::BTreeSet;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use auth::Auth;
use schema_iso_tests::host::{
    BootError, ConnectError, Host, Isolation, PluginPool, PoolOptions, PoolState,
};
use schema_iso_tests::{Admin, Plugin, TestDatabase, chain, wait_until};

use super::{Other, Third, host, knows_user, one, pid};

/// Backends of hosts on the database, in the order in which they were started.
fn backends(admin: &mut Admin) -> Vec<String> {
    admin.texts(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
         AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY backend_start",
    )
}

fn name<P: Plugin>(
    admin: &mut Admin,
    held: &mut schema_iso_tests::host::SafeConnection<P>,
) -> String {
    let pid = pid(held);
    admin.text(&format!(
        "SELECT application_name FROM pg_stat_activity WHERE pid = {pid}"
    ))
}

#[test]
fn a_checkout_prefers_its_own_then_a_new_one_then_the_one_idle_for_longest() {
    let database = TestDatabase::create().unwrap();
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        let host = host(&database, |builder| {
            builder.isolation(isolation).pool(|pool| pool.max_size(2))
        });
        let first = pid(&mut host.connect::<Auth>().unwrap());
        // There is room, so that Auth keeps its connection.
        let second = pid(&mut host.connect::<Other>().unwrap());
        assert_ne!(first, second);
        for _ in 0..3 {
            assert_eq!(pid(&mut host.connect::<Other>().unwrap()), second);
            assert_eq!(pid(&mut host.connect::<Auth>().unwrap()), first);
        }
        // No room: the third plugin gets what nobody has used for longest.
        assert_eq!(pid(&mut host.connect::<Third>().unwrap()), second);
        assert_eq!(pid(&mut host.connect::<Third>().unwrap()), second);
        assert_eq!(pid(&mut host.connect::<Other>().unwrap()), first);
    }
}

#[test]
fn the_application_name_says_the_host_and_the_plugin() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let host = host(&database, |builder| {
            one(builder).isolation(isolation).application_name("shop")
        });
        assert_eq!(
            name(&mut admin, &mut host.connect::<Auth>().unwrap()),
            "shop/auth"
        );
        assert_eq!(
            name(&mut admin, &mut host.connect::<Other>().unwrap()),
            "shop/session-other"
        );
        host.transaction(|unit| {
            assert_eq!(name(&mut admin, &mut *unit.scope::<Auth>()?), "shop/auth");
            Ok::<_, schema_iso_tests::host::HostTransactionError>(())
        })
        .unwrap();
    }
}

#[test]
fn limits_and_time_outs_are_those_of_the_plugin() {
    use schema_iso_diesel::dsl::{exists, select};
    use schema_iso_diesel::prelude::*;

    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| {
        builder
            .pool(|pool| pool.max_size(4).lock_timeout(Duration::from_secs(60)))
            .pool_of::<Auth>(|pool| {
                pool.max_size(1)
                    .connection_timeout(Duration::from_secs(2))
                    .lock_timeout(Duration::from_millis(50))
            })
    });
    let mut held = host.connect::<Auth>().unwrap();
    let refused = host.connect::<Auth>().unwrap_err();
    assert!(matches!(refused, ConnectError::Pool { .. }), "{refused}");
    let others = [(); 3].map(|()| host.connect::<Other>().unwrap());
    drop(others);

    let mut admin = Admin::of(&database);
    admin.run("BEGIN; LOCK TABLE plugin_auth.users");
    let users = auth::schema::users::table;
    let blocked: QueryResult<bool> = select(exists(users)).get_result(&mut held);
    assert!(
        format!("{blocked:?}").contains("lock timeout"),
        "{blocked:?}"
    );
}

/// One plugin takes all that it can get and keeps it; the others go on.
#[test]
fn a_plugin_that_takes_everything_does_not_starve_one_with_room_of_its_own() {
    let database = TestDatabase::create().unwrap();
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let host = host(&database, |builder| {
            builder
                .isolation(isolation)
                .pool(|pool| {
                    pool.max_size(4)
                        .connection_timeout(Duration::from_millis(300))
                })
                .pool_of::<Auth>(|pool| pool.min_idle(1))
        });
        let mut taken = Vec::new();
        while let Ok(connection) = host.connect::<Other>() {
            taken.push(connection);
        }
        assert_eq!(taken.len(), 3, "{isolation:?}");
        for _ in 0..20 {
            assert_eq!(knows_user(&mut host.connect::<Auth>().unwrap()), Ok(true));
        }
        // One without room of its own gets an error that says what to do.
        let error = chain(&host.connect::<Third>().map(drop).unwrap_err());
        assert!(error.contains("min_idle"), "{error}");
    }
}

#[test]
fn more_room_than_there_is_cannot_be_promised() {
    let database = TestDatabase::create().unwrap();
    let refused = database.host(|builder| {
        one(builder)
            .register(Other)
            .register(Third)
            .pool_of::<Other>(|pool| pool.min_idle(1))
            .pool_of::<Third>(|pool| pool.min_idle(1))
    });
    assert!(matches!(
        refused,
        Err(BootError::PoolTooSmall {
            max_size: 1,
            kept: 2
        })
    ));
}

#[test]
fn prepared_statements_are_bounded() {
    use diesel::expression::AsExpression;
    use diesel::prelude::*;
    use diesel::sql_types::Integer;

    let database = TestDatabase::create().unwrap();
    for isolation in [Isolation::Qualified, Isolation::SearchPath] {
        let host = host(&database, |builder| {
            builder
                .isolation(isolation)
                .pool(|pool| pool.max_size(1).max_prepared_statements(3))
        });
        let prepared = |connection: &mut PgConnection| -> i64 {
            let count = "(SELECT count(*) FROM pg_prepared_statements)";
            let count = diesel::dsl::sql::<diesel::sql_types::BigInt>(count);
            diesel::select(count).get_result(connection).unwrap()
        };
        let one = || AsExpression::<Integer>::as_expression(1);
        let mut most = 0;
        for _ in 0..3 {
            let mut lent = host.connect::<Other>().unwrap();
            let raw = schema_iso_query::door::raw_connection(&mut lent).unwrap();
            assert!(prepared(raw) <= 3, "{isolation:?}");
            let sums: (i32, i32, i32) = (
                diesel::select(one()).get_result(raw).unwrap(),
                diesel::select((one(), one()))
                    .get_result::<(i32, i32)>(raw)
                    .unwrap()
                    .1,
                diesel::select((one(), one(), one()))
                    .get_result::<(i32, i32, i32)>(raw)
                    .unwrap()
                    .2,
            );
            assert_eq!(sums, (1, 1, 1));
            let four: (i32, i32, i32, i32) = diesel::select((one(), one(), one(), one()))
                .get_result(raw)
                .unwrap();
            assert_eq!(four.3, 1);
            most = most.max(prepared(raw));
        }
        assert_eq!(most, 4, "{isolation:?}");
    }
}

fn counts(state: &PoolState) -> Vec<(u32, u32, u32)> {
    let plugins = state.plugins.iter();
    plugins.map(|it| (it.idle, it.busy, it.waiting)).collect()
}

#[test]
fn the_state_of_the_pool_counts_idle_busy_and_waiting() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder.pool(|pool| pool.max_size(2)));
    assert_eq!(counts(&host.pool_state()), [(0, 0, 0); 3]);
    let busy = host.connect::<Auth>().unwrap();
    drop(host.connect::<Other>().unwrap());
    let state = host.pool_state();
    assert_eq!(counts(&state), [(0, 1, 0), (1, 0, 0), (0, 0, 0)]);
    assert_eq!(state.max_size, 2);
    host.transaction(|_| {
        assert_eq!(host.pool_state().shared_busy, 1);
        Ok::<_, schema_iso_tests::host::HostTransactionError>(())
    })
    .unwrap();
    let other = host.connect::<Other>().unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| host.connect::<Third>().map(drop));
        wait_until("a checkout waits", || {
            counts(&host.pool_state()) == [(0, 1, 0), (0, 1, 0), (0, 0, 1)]
        });
        drop(other);
        waiting.join().unwrap().unwrap();
    });
    assert_eq!(
        counts(&host.pool_state()),
        [(0, 1, 0), (0, 0, 0), (1, 0, 0)]
    );
    drop(busy);
}

#[test]
fn recycling_closes_what_is_idle_and_later_what_was_busy() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| builder);
    let mut busy = host.connect::<Auth>().unwrap();
    let idle = pid(&mut host.connect::<Other>().unwrap());
    let before = pid(&mut busy);
    host.recycle();
    assert_eq!(
        counts(&host.pool_state()),
        [(0, 1, 0), (0, 0, 0), (0, 0, 0)]
    );
    assert_eq!(knows_user(&mut busy), Ok(true));
    drop(busy);
    assert_eq!(counts(&host.pool_state()), [(0, 0, 0); 3]);
    assert_ne!(pid(&mut host.connect::<Auth>().unwrap()), before);
    assert_ne!(pid(&mut host.connect::<Other>().unwrap()), idle);
}

#[test]
fn what_is_idle_or_old_for_too_long_is_closed() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let soon = Some(Duration::from_millis(50));
    for change in [
        (|pool, soon| PoolOptions::idle_timeout(pool, soon)) as fn(PoolOptions, _) -> PoolOptions,
        |pool, soon| pool.max_lifetime(soon),
    ] {
        let host = host(&database, |builder| {
            builder.pool_of::<Auth>(move |pool| change(pool, soon))
        });
        drop(host.connect::<Auth>().unwrap());
        drop(host.connect::<Other>().unwrap());
        wait_until("the connection of one plugin is closed", || {
            counts(&host.pool_state()) == [(0, 0, 0), (1, 0, 0), (0, 0, 0)]
        });
        wait_until("its backend is gone", || backends(&mut admin).len() == 1);
    }
}

#[test]
fn idle_connections_that_a_plugin_keeps_are_opened_in_advance() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let host = host(&database, |builder| {
        builder
            .pool(|pool| pool.max_size(4))
            .pool_of::<Auth>(|pool| pool.min_idle(2))
    });
    wait_until("two are there", || backends(&mut admin).len() == 2);
    let mut idle = backends(&mut admin);
    let mut held = host.connect::<Auth>().unwrap();
    let held_pid = pid(&mut held).to_string();
    assert!(idle.contains(&held_pid));
    idle.retain(|pid| *pid != held_pid);
    wait_until("two are idle again", || {
        counts(&host.pool_state())[0] == (2, 1, 0) && backends(&mut admin).len() == 3
    });
    host.recycle();
    wait_until("a new one is there instead of the idle one", || {
        let now = backends(&mut admin);
        now.len() == 3 && !now.contains(&idle[0])
    });
}

#[test]
fn a_shutdown_waits_for_what_is_in_use() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let host = host(&database, |builder| {
        builder.pool_of::<Auth>(|pool| pool.min_idle(1))
    });
    drop(host.connect::<Other>().unwrap());
    let busy = host.connect::<Auth>().unwrap();
    // One that is still being opened would be counted, too.
    wait_until("the idle ones are open", || backends(&mut admin).len() == 3);
    let error = host.shutdown(Duration::from_millis(20)).unwrap_err();
    assert_eq!(error.busy, 1);
    let refused = chain(&host.connect::<Other>().map(drop).unwrap_err());
    assert!(refused.contains("shut down"), "{refused}");
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        let drained = scope.spawn(|| {
            send.send(()).unwrap();
            host.shutdown(Duration::from_secs(60))
        });
        receive.recv().unwrap();
        drop(busy);
        assert_eq!(drained.join().unwrap(), Ok(()));
    });
    wait_until("all backends are gone", || backends(&mut admin).is_empty());
    assert!(host.connect::<Auth>().is_err());
}

/// What a plugin's web framework keeps: the pool, as a field.
struct Router {
    pool: PluginPool<Auth>,
}

impl Router {
    fn serve(&self) -> bool {
        knows_user(&mut self.pool.get().unwrap()).unwrap()
    }
}

#[test]
fn a_router_keeps_the_pool_of_its_plugin() {
    let database = TestDatabase::create().unwrap();
    let host: Host = host(&database, |builder| builder.pool(|pool| pool.max_size(2)));
    let router = Router { pool: host.pool() };
    let seen = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert!(router.serve());
                    seen.lock()
                        .unwrap()
                        .insert(pid(&mut router.pool.get().unwrap()));
                }
            });
        }
    });
    assert!(seen.into_inner().unwrap().len() <= 2);
    // It outlives what made it.
    drop(host);
    assert!(router.serve());
}

#[test]
fn a_connection_that_cannot_be_prepared_says_what_postgresql_answers() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| {
            let builder = builder.isolation(Isolation::Roles).register(Third);
            builder.pool(|pool| pool.connection_timeout(Duration::from_millis(300)))
        })
        .unwrap();
    Admin::of(&database).run("DROP OWNED BY plugin_session_third; DROP ROLE plugin_session_third");
    let error = chain(&host.connect::<Third>().map(drop).unwrap_err());
    assert!(
        error.contains(r#"role "plugin_session_third" does not exist"#),
        "{error}"
    );
}
