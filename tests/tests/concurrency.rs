//! Several boots and several plugins, with a lock for each plugin (ISO-07).

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use schema_iso_tests::host::{BootError, CancelToken, LockError, MigrateErrorKind};
use schema_iso_tests::{Admin, EmbeddedMigration, PluginId, TestDatabase};
use schema_iso_tests::{migration, only_failure, plugin, wait_until};

plugin!(
    Notes,
    "notes",
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "DROP TABLE a")])
);

const LOCK: &str = "SELECT pg_advisory_lock(hashtextextended('schema-iso:notes', 0))";

fn lock_error(error: BootError) -> LockError {
    match only_failure(error).1 {
        MigrateErrorKind::Lock { source, .. } => source,
        other => panic!("{other}"),
    }
}

#[test]
fn a_lock_that_stays_taken_is_an_error_that_names_the_holder() {
    let database = TestDatabase::create().unwrap();
    let mut holder = Admin::of(&database);
    holder.run("SET application_name TO 'the other one'");
    holder.run(LOCK);
    let builder = database
        .builder()
        .plugin_lock_timeout(Duration::from_millis(30));
    let error = lock_error(builder.register(Notes).migrate().unwrap_err());
    let LockError::TimedOut {
        holder: Some(session),
        ..
    } = error
    else {
        panic!("{error}");
    };
    let pid = holder.text("SELECT pg_backend_pid()");
    assert_eq!(session.pid.to_string(), pid);
    assert_eq!(session.application, "the other one");
    assert_eq!(session.plugin, None);
}

#[test]
fn the_lock_of_a_previous_id_is_waited_for_too() {
    plugin!(
        Renamed,
        "renamed",
        with_previous_ids(&[PluginId::literal("notes")])
    );
    let database = TestDatabase::create().unwrap();
    let mut holder = Admin::of(&database);
    holder.run(LOCK);
    let builder = database.builder().plugin_lock_timeout(Duration::ZERO);
    let error = lock_error(builder.register(Renamed).migrate().unwrap_err());
    assert!(
        matches!(error, LockError::TimedOut { locked, .. } if locked == PluginId::literal("notes"))
    );
}

#[test]
fn a_boot_that_waits_for_a_lock_can_be_cancelled() {
    let database = TestDatabase::create().unwrap();
    let mut holder = Admin::of(&database);
    holder.run(LOCK);
    let token = CancelToken::new();
    let builder = database
        .builder()
        .cancel_token(token.clone())
        .register(Notes);
    thread::scope(|scope| {
        let boot = scope.spawn(|| builder.migrate());
        wait_until("the boot has come to the lock", || {
            holder.holds(
                "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
                         AND query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid())",
            )
        });
        token.cancel();
        let error = lock_error(boot.join().unwrap().unwrap_err());
        assert!(matches!(error, LockError::Cancelled { .. }), "{error}");
    });
    assert!(!holder.has("plugin_notes.a"));
}

#[test]
fn a_released_lock_lets_the_boot_go_on() {
    let database = TestDatabase::create().unwrap();
    let mut holder = Admin::of(&database);
    holder.run(LOCK);
    thread::scope(|scope| {
        let boot = scope.spawn(|| database.builder().register(Notes).migrate());
        wait_until("the boot has come to the lock", || {
            holder.holds(
                "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
                         AND query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid())",
            )
        });
        holder.run("SELECT pg_advisory_unlock_all()");
        let host = boot.join().unwrap().unwrap();
        assert!(!host.report().plugins[0].waited.is_zero());
    });
}

plugin!(
    BeforeIndex,
    "indexed",
    with_migrations(&[migration("001_a", "CREATE TABLE a (id int)", "")])
);
plugin!(
    Indexed,
    "indexed",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", ""),
        EmbeddedMigration::new(
            "002",
            "002_index",
            "CREATE INDEX CONCURRENTLY by_id ON a (id)",
            "up.sql"
        )
        .with_run_in_transaction(false),
    ])
);

#[test]
fn an_index_is_built_concurrently_while_another_boot_waits() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(BeforeIndex))
        .unwrap();
    let mut admin = Admin::of(&database);
    // The index waits for whoever writes to the table.
    admin.run("BEGIN; LOCK TABLE plugin_indexed.a IN ROW EXCLUSIVE MODE");
    let mut watcher = Admin::of(&database);
    let boot = || database.builder().register(Indexed).migrate();
    let others = "FROM pg_stat_activity WHERE datname = current_database() \
                  AND application_name = 'schema-iso indexed'";
    thread::scope(|scope| {
        let first = scope.spawn(boot);
        wait_until("the index is being built", || {
            watcher.holds(&format!(
                "EXISTS (SELECT {others} AND query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock')"
            ))
        });
        let second = scope.spawn(boot);
        wait_until("the second boot waits for the first", || {
            watcher.holds(&format!(
                "EXISTS (SELECT {others} AND query LIKE '%advisory_lock%')"
            ))
        });
        admin.run("COMMIT");
        let applied = [first, second].map(|boot| {
            let host = boot.join().unwrap().unwrap();
            host.report().plugins[0].applied.len()
        });
        assert_eq!(applied, [1, 0]);
    });
    assert!(watcher.holds(
        "(SELECT indisvalid FROM pg_index WHERE indexrelid = 'plugin_indexed.by_id'::regclass)"
    ));
}

/// Meets another migration: neither ends before it has seen the other, by the lock it holds.
///
/// Who has seen the other takes a second lock, and leaves when the other has done so
/// too or is gone already, which it could be only after it had seen this one.
macro_rules! meet {
    ($mine:literal, $theirs:literal, $i_saw:literal, $they_saw:literal) => {
        concat!(
            "SELECT pg_advisory_xact_lock(0, ",
            $mine,
            "); DO $$ BEGIN WHILE NOT ",
            meet!(@held $theirs),
            " LOOP PERFORM pg_sleep(0.005); END LOOP; END $$; \
             SELECT pg_advisory_xact_lock(0, ",
            $i_saw,
            "); DO $$ BEGIN WHILE ",
            meet!(@held $theirs),
            " AND NOT ",
            meet!(@held $they_saw),
            " LOOP PERFORM pg_sleep(0.005); END LOOP; END $$"
        )
    };
    (@held $key:literal) => {
        concat!(
            "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
             AND objid = ",
            $key,
            ")"
        )
    };
}

plugin!(
    Left,
    "left",
    with_migrations(&[migration("001_a", meet!("1", "2", "3", "4"), "")])
);
plugin!(
    Right,
    "right",
    with_migrations(&[migration("001_a", meet!("2", "1", "4", "3"), "")])
);

#[test]
fn plugins_that_do_not_depend_on_one_another_migrate_at_the_same_time() {
    let database = TestDatabase::create().unwrap();
    let timeout = Duration::from_secs(30);
    let builder = database.builder().statement_timeout(timeout);
    builder.register(Left).register(Right).migrate().unwrap();
}

plugin!(
    Fails,
    "fails",
    with_migrations(&[migration("001_a", "SELECT 1 / 0", "")])
);
plugin!(
    Needs,
    "needs",
    with_depends_on(&[PluginId::literal("fails")]),
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "")])
);

#[test]
fn what_depends_on_a_plugin_that_fails_is_not_migrated() {
    let database = TestDatabase::create().unwrap();
    let builder = database
        .builder()
        .register(Needs)
        .register(Fails)
        .register(Notes);
    let error = builder.migrate().unwrap_err();
    assert_eq!(only_failure(error).0, PluginId::literal("fails"));
    let mut admin = Admin::of(&database);
    assert!(admin.holds("to_regnamespace('plugin_needs') IS NULL"));
    // Whatever became of the independent one, it is whole.
    let applied = "SELECT count(*) FROM plugin_notes.__diesel_schema_migrations";
    let whole = admin.has("plugin_notes.__diesel_schema_migrations") && admin.text(applied) == "1";
    assert_eq!(admin.has("plugin_notes.a"), whole);
}

plugin!(
    Before,
    "states",
    with_migrations(&[migration(
        "001_enum",
        "CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE items (id int)",
        ""
    )])
);
plugin!(
    After,
    "states",
    with_migrations(&[
        migration(
            "001_enum",
            "CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE items (id int)",
            ""
        ),
        migration(
            "002_use",
            "ALTER TABLE items ADD state state NOT NULL DEFAULT 'new'",
            ""
        ),
        migration("003_more", "ALTER TYPE state ADD VALUE 'gone'", ""),
        migration(
            "004_default",
            "ALTER TABLE items ALTER state SET DEFAULT 'gone'",
            ""
        ),
    ])
);

#[test]
fn an_upgrade_finds_an_enum_of_an_earlier_version_while_the_pool_is_busy() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| builder.register(Before).register(Notes))
        .unwrap();
    let all_out = Barrier::new(4);
    let upgraded = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let connection = host.connect::<Notes>().unwrap();
                all_out.wait();
                upgraded.wait();
                drop(connection);
                drop(host.connect::<Before>().unwrap());
            });
        }
        all_out.wait();
        let new = database.host(|builder| builder.register(After).register(Notes));
        // Before anything can fail: the threads would wait without end.
        upgraded.wait();
        assert_eq!(new.unwrap().report().plugins[0].applied.len(), 3);
    });
}
