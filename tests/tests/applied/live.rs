//! Migrations on tables that a running program uses.

use std::thread;
use std::time::Duration;

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, TestDatabase, migration, only_failure, plugin, wait_until};

use super::applied;

const TABLE: &str = "CREATE TABLE goods (id int NOT NULL, note varchar(9))";

plugin!(
    Before,
    "shop",
    with_migrations(&[migration("001_a", TABLE, "")])
);
plugin!(
    After,
    "shop",
    with_migrations(&[
        migration("001_a", TABLE, ""),
        migration(
            "002_b",
            "CREATE TABLE prices (); ALTER TABLE goods ADD sku int",
            ""
        ),
    ])
);

const WAITING: &str = "EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' \
                       AND query LIKE '%ALTER TABLE goods%' AND pid <> pg_backend_pid())";

#[test]
fn a_migration_lets_go_of_a_busy_table_and_tries_again() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let mut reader = Admin::of(&database);
    database.host(|builder| builder.register(Before)).unwrap();
    reader.run("BEGIN; SELECT * FROM plugin_shop.goods");
    let builder = || {
        let builder = database.builder().register(After);
        builder.lock_timeout(Duration::from_millis(100))
    };

    let error = builder().lock_retry_limit(Duration::ZERO).migrate();
    let (_, error) = only_failure(error.unwrap_err());
    assert!(matches!(error, MigrateErrorKind::Busy { .. }), "{error}");
    assert!(!admin.has("plugin_shop.prices"));

    thread::scope(|scope| {
        let boot = scope.spawn(|| builder().migrate().unwrap());
        for _ in 0..2 {
            wait_until("the migration waits", || admin.holds(WAITING));
            wait_until("the migration lets go", || {
                admin.holds(&format!("NOT {WAITING}"))
            });
        }
        reader.run("COMMIT");
        assert_eq!(boot.join().unwrap().report().plugins[0].applied.len(), 1);
    });
    assert_eq!(applied(&mut admin, "plugin_shop"), ["001", "002"]);
}

macro_rules! expects {
    ($name:ident, $limit:literal) => {
        plugin!(
            $name,
            "expects",
            with_migrations(&[migration(
                "001_a",
                concat!(
                    "DO $$ BEGIN ASSERT current_setting('lock_timeout') = '",
                    $limit,
                    "', current_setting('lock_timeout'); END $$"
                ),
                ""
            )])
        );
    };
}

expects!(TwoSeconds, "2s");
expects!(NoLimit, "0");

#[test]
fn locks_are_waited_for_no_longer_than_two_seconds_unless_the_host_says_so() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(TwoSeconds))
        .unwrap();
    let database = TestDatabase::create().unwrap();
    let boot = database.host(|builder| builder.lock_timeout(None).register(NoLimit));
    boot.unwrap();
}

plugin!(
    Risky,
    "shop",
    with_migrations(&[
        migration("001_a", TABLE, ""),
        migration(
            "002_b",
            "CREATE TABLE prices (id int); CREATE INDEX prices_id ON prices (id);\n\
             ALTER TABLE goods ALTER note TYPE text, DROP COLUMN id",
            ""
        ),
    ])
);

#[test]
fn what_blocks_or_breaks_a_table_that_is_there_is_reported() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(Risky)).unwrap();
    assert_eq!(host.report().plugins[0].warnings, []);

    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Before)).unwrap();
    let host = database.host(|builder| builder.register(Risky)).unwrap();
    let warnings = &host.report().plugins[0].warnings;
    let found: Vec<_> = warnings.iter().map(|it| (it.code, it.line)).collect();
    assert_eq!(found, [("table-rewrite", 2), ("name-in-use", 2)]);
}
