//! ISO-07: whatever a migration does to its session, the tracker stays where it is and
//! nothing leaks out.
//!
//! Most of these texts are refused before they run, so the check is left out here.

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, EmbeddedMigration, Plugin, TestDatabase};
use schema_iso_tests::{chain, migration, only_failure, plugin, wait_until};

/// Boots and returns why it did not work.
fn failure<P: Plugin>(database: &TestDatabase, plugin: P) -> MigrateErrorKind {
    let builder = database.builder().run_unchecked_migrations();
    only_failure(builder.register(plugin).migrate().unwrap_err()).1
}

plugin!(
    MovesThePath,
    "moves-the-path",
    with_migrations(&[
        migration("001_set", "SET search_path TO public", ""),
        migration("002_own", "CREATE TABLE second (id int)", ""),
        migration(
            "003_dynamic",
            "DO $$ BEGIN PERFORM set_config('search_path', '', false); END $$",
            ""
        ),
        migration("004_own", "INSERT INTO second VALUES (4)", ""),
        EmbeddedMigration::new("005", "005_alone", "SET search_path TO public", "up.sql")
            .with_run_in_transaction(false),
        migration("006_own", "INSERT INTO second VALUES (6)", ""),
        migration("007_reset", "RESET ALL; DISCARD PLANS", ""),
        migration("008_own", "INSERT INTO second VALUES (8)", ""),
    ])
);

#[test]
fn a_migration_that_moves_the_search_path_does_not_move_the_tracker() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.run_unchecked_migrations().register(MovesThePath))
        .unwrap();
    let mut admin = Admin::of(&database);
    assert!(!admin.has("public.__diesel_schema_migrations"));
    assert_eq!(
        admin.text("SELECT count(*) FROM plugin_moves_the_path.__diesel_schema_migrations"),
        "8"
    );
    assert_eq!(
        admin.text("SELECT sum(id) FROM plugin_moves_the_path.second"),
        "18"
    );
}

plugin!(
    Usual,
    "usual",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a (id int)", "DROP TABLE a"),
        migration("002_b", "INSERT INTO a VALUES (1)", "DELETE FROM a"),
    ])
);

#[test]
fn the_databases_own_search_path_does_not_matter() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let name = database.name();
    admin.run(&format!(
        "CREATE SCHEMA trap; CREATE TABLE trap.a (id int); \
         CREATE TABLE trap.__diesel_schema_migrations (version text); \
         INSERT INTO trap.__diesel_schema_migrations VALUES ('001'), ('002'); \
         CREATE FUNCTION trap.current_database() RETURNS text LANGUAGE sql AS 'SELECT NULL::text'; \
         CREATE TABLE public.__diesel_schema_migrations (version text PRIMARY KEY); \
         INSERT INTO public.__diesel_schema_migrations VALUES ('001'); \
         ALTER DATABASE {name} SET search_path TO trap, public, pg_catalog"
    ));
    let host = database.host(|builder| builder.register(Usual)).unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 2);
    let mut admin = Admin::of(&database);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_usual.a"), "1");
    assert_eq!(admin.text("SELECT count(*) FROM trap.a"), "0");
}

#[test]
fn a_role_named_like_the_schema_does_not_matter() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(&format!(
        "CREATE ROLE plugin_usual LOGIN; GRANT CREATE ON DATABASE {} TO plugin_usual",
        database.name()
    ));
    // The usual path begins with "$user", which now is the plugin's schema.
    let url = database
        .url()
        .replace("postgres://postgres@", "postgres://plugin_usual@");
    assert_ne!(url, database.url());
    let host = schema_iso_tests::host::Host::builder(url)
        .register(Usual)
        .migrate()
        .unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 2);
    assert!(admin.has("plugin_usual.__diesel_schema_migrations"));
    assert!(!admin.has("public.__diesel_schema_migrations"));
    drop(host);
    admin.run("DROP OWNED BY plugin_usual CASCADE; DROP ROLE plugin_usual");
}

plugin!(
    Commits,
    "commits",
    with_migrations(&[migration("001_a", "CREATE TABLE a (); COMMIT", "")])
);
plugin!(
    CommitsAndBegins,
    "commits-and-begins",
    with_migrations(&[migration("001_a", "CREATE TABLE a (); COMMIT; BEGIN", "")])
);
plugin!(
    RollsBack,
    "rolls-back",
    with_migrations(&[migration("001_a", "CREATE TABLE a (); ROLLBACK", "")])
);

#[test]
fn a_migration_that_ends_its_transaction_does_not_count_as_applied() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for (error, schema) in [
        (failure(&database, Commits), "plugin_commits"),
        (
            failure(&database, CommitsAndBegins),
            "plugin_commits_and_begins",
        ),
        (failure(&database, RollsBack), "plugin_rolls_back"),
    ] {
        assert!(
            matches!(error, MigrateErrorKind::EndedTransaction { .. }),
            "{error:?}"
        );
        let count = format!("SELECT count(*) FROM {schema}.__diesel_schema_migrations");
        assert_eq!(admin.text(&count), "0");
    }
}

plugin!(
    BecomesAnother,
    "becomes-another",
    with_migrations(&[migration(
        "001_a",
        "DO $$ BEGIN EXECUTE 'SET ROLE pg_monitor'; END $$",
        ""
    )])
);
plugin!(
    BecomesAnotherForGood,
    "becomes-another-for-good",
    with_migrations(&[migration(
        "001_a",
        "SET SESSION AUTHORIZATION pg_monitor",
        ""
    )])
);

#[test]
fn a_migration_that_changes_the_role_is_rolled_back() {
    let database = TestDatabase::create().unwrap();
    for error in [
        failure(&database, BecomesAnother),
        failure(&database, BecomesAnotherForGood),
    ] {
        let MigrateErrorKind::ChangedRole { before, after, .. } = error else {
            panic!("{error:?}");
        };
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("postgres", "pg_monitor")
        );
    }
}

plugin!(
    Litters,
    "litters",
    with_migrations(&[
        migration(
            "001_litter",
            "CREATE TEMP TABLE later (note text); SELECT pg_advisory_lock(42); LISTEN everything; \
             PREPARE stays AS SELECT 1; SET statement_timeout TO 1; \
             DECLARE stays CURSOR WITH HOLD FOR SELECT 1",
            ""
        ),
        migration(
            "002_later",
            "CREATE TABLE later (id int); INSERT INTO later VALUES (1); SELECT pg_sleep(0.05); \
             PREPARE stays AS SELECT 2",
            ""
        ),
    ])
);

#[test]
fn what_a_migration_leaves_in_its_session_is_gone() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| builder.run_unchecked_migrations().register(Litters))
        .unwrap();
    let mut admin = Admin::of(&database);
    assert_eq!(admin.text("SELECT id FROM plugin_litters.later"), "1");
    wait_until("the lock is free", || {
        admin.holds("pg_try_advisory_lock(42)")
    });
    wait_until("the migrations' connections are closed", || {
        admin.text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
             AND pid <> pg_backend_pid()",
        ) == "0"
    });
    drop(host.connect::<Litters>().unwrap());
}

plugin!(
    Unlocks,
    "unlocks",
    with_migrations(&[migration("001_a", "SELECT pg_advisory_unlock_all()", "")])
);

#[test]
fn a_migration_that_unlocks_its_plugin_is_rolled_back() {
    let database = TestDatabase::create().unwrap();
    let error = failure(&database, Unlocks);
    assert!(
        matches!(error, MigrateErrorKind::LockLost { .. }),
        "{error:?}"
    );
}

plugin!(
    Deceives,
    "deceives",
    with_migrations(&[migration(
        "001_a",
        "CREATE FUNCTION always(bigint, bigint) RETURNS bool LANGUAGE sql AS 'SELECT true'; \
         CREATE OPERATOR = (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = always); \
         SET search_path TO plugin_deceives, pg_catalog; \
         SELECT pg_advisory_unlock_all(); SELECT pg_advisory_lock(1)",
        ""
    )])
);

#[test]
fn a_migration_cannot_redefine_what_the_runner_asks() {
    let database = TestDatabase::create().unwrap();
    let error = failure(&database, Deceives);
    assert!(
        matches!(error, MigrateErrorKind::LockLost { .. }),
        "{error:?}"
    );
}

plugin!(
    LeavesOpen,
    "leaves-open",
    with_migrations(&[
        EmbeddedMigration::new("001", "001_a", "CREATE TABLE a ()", "up.sql")
            .with_run_in_transaction(false),
        EmbeddedMigration::new("002", "002_b", "BEGIN; CREATE TABLE b ()", "up.sql")
            .with_run_in_transaction(false),
    ])
);

#[test]
fn a_migration_outside_of_a_transaction_must_not_leave_one_open() {
    let database = TestDatabase::create().unwrap();
    let error = failure(&database, LeavesOpen);
    assert!(
        matches!(error, MigrateErrorKind::LeftTransactionOpen { .. }),
        "{error:?}"
    );
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_leaves_open.a"));
    assert!(!admin.has("plugin_leaves_open.b"));
    assert_eq!(
        admin.texts("SELECT version FROM plugin_leaves_open.__diesel_schema_migrations"),
        ["001"]
    );
}

plugin!(
    Swallows,
    "swallows",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); ROLLBACK TO s; CREATE TABLE c ()",
        ""
    )])
);

#[test]
fn savepoints_are_a_migrations_own_business() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Swallows)).unwrap();
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_swallows.c"));
    assert!(!admin.has("plugin_swallows.b"));
}

plugin!(
    Quoted,
    "quoted",
    with_migrations(&[migration(
        "001_'; DROP SCHEMA plugin_quoted CASCADE; --\"",
        "CREATE TABLE a ()",
        ""
    )])
);

#[test]
fn a_strange_name_is_a_name() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(Quoted)).unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 1);
    assert!(Admin::of(&database).has("plugin_quoted.a"));
}

plugin!(
    Impatient,
    "impatient",
    with_migrations(&[migration("001_a", "SELECT pg_sleep(600)", "")])
);

#[test]
fn the_statement_timeout_holds_in_migrations() {
    let database = TestDatabase::create().unwrap();
    let timeout = std::time::Duration::from_millis(20);
    let builder = database
        .builder()
        .statement_timeout(timeout)
        .register(Impatient);
    let error = builder.migrate().unwrap_err();
    assert!(
        chain(&error).contains("due to statement timeout"),
        "{}",
        chain(&error)
    );
}

plugin!(
    LeavesALot,
    "leaves-a-lot",
    with_migrations(&[migration(
        "001_leave",
        "SELECT pg_advisory_lock(42); SET work_mem TO '77MB'; LISTEN gossip; \
         PREPARE left_over AS SELECT 1; CREATE TEMP TABLE left_over (id int); \
         SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        ""
    )])
);

plugin!(
    ComesAfter,
    "comes-after",
    with_depends_on(&[schema_iso_tests::PluginId::literal("leaves-a-lot")]),
    with_migrations(&[migration(
        "001_look",
        "CREATE TABLE seen AS SELECT \
           (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) \
             || ' ' || (SELECT count(*) FROM pg_prepared_statements) \
             || ' ' || (SELECT count(*) FROM pg_listening_channels()) \
             || ' ' || coalesce(to_regclass('pg_temp.left_over')::text, 'none') \
             || ' ' || (current_setting('work_mem') = '77MB')::text AS session",
        ""
    )])
);

#[test]
fn the_next_plugin_of_a_worker_finds_nothing_of_the_one_before() {
    let database = TestDatabase::create().unwrap();
    let boot = |builder: schema_iso_tests::host::HostBuilder| {
        let builder = builder
            .run_unchecked_migrations()
            .pool(|pool| pool.max_size(1));
        builder.register(LeavesALot).register(ComesAfter)
    };
    database.host(boot).unwrap();
    let session = "SELECT session FROM plugin_comes_after.seen";
    // The one lock is its own.
    assert_eq!(Admin::of(&database).text(session), "1 0 0 none false");
}
