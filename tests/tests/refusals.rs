//! A database that will not do is refused with an error that says what to do.

use schema_iso::id::SharedSchemaName;
use schema_iso_tests::host::{BootError, Host, MigrateErrorKind, ServerError};
use schema_iso_tests::{
    Admin, PluginId, Server, TestDatabase, chain, migration, only_failure, plugin,
};

plugin!(
    Notes,
    "notes",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", "DROP TABLE a"),
        migration("002_b", "CREATE TABLE b ()", "DROP TABLE b"),
    ])
);
plugin!(
    Renamed,
    "renamed",
    with_previous_ids(&[PluginId::literal("notes")])
);

/// A host whose role may connect and nothing else.
fn as_somebody(database: &TestDatabase, role: &str) -> Host<schema_iso_tests::host::Checked> {
    let url = database
        .url()
        .replace("postgres://postgres@", &format!("postgres://{role}@"));
    assert_ne!(url, database.url());
    Host::builder(url).register(Notes).check().unwrap()
}

fn migrate_error(error: BootError) -> MigrateErrorKind {
    only_failure(error).1
}

#[test]
fn a_missing_privilege_is_named_with_the_statement_that_grants_it() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE ROLE some_body LOGIN");
    let error = as_somebody(&database, "some_body").migrate().unwrap_err();
    let MigrateErrorKind::MissingGrant { fix, .. } = migrate_error(error) else {
        panic!();
    };
    admin.run(&fix);
    as_somebody(&database, "some_body").migrate().unwrap();
    admin.run("DROP OWNED BY some_body CASCADE; DROP ROLE some_body");
}

#[test]
fn a_schema_of_somebody_else_is_left_alone() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(&format!(
        "CREATE ROLE third_party LOGIN; GRANT CREATE ON DATABASE {} TO third_party; \
         CREATE SCHEMA plugin_notes; GRANT ALL ON SCHEMA plugin_notes TO third_party",
        database.name()
    ));
    let error = as_somebody(&database, "third_party").migrate().unwrap_err();
    let MigrateErrorKind::ForeignSchema { owner, fix, .. } = migrate_error(error) else {
        panic!();
    };
    assert_eq!(owner, "postgres");
    assert!(!admin.has("plugin_notes.__diesel_schema_migrations"));
    admin.run(&fix);
    as_somebody(&database, "third_party").migrate().unwrap();
    admin.run("DROP OWNED BY third_party CASCADE; DROP ROLE third_party");
}

#[test]
fn a_rename_without_the_privilege_changes_nothing() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let name = database.name().to_owned();
    admin.run(&format!(
        "CREATE ROLE re_namer LOGIN; GRANT CREATE ON DATABASE {name} TO re_namer"
    ));
    as_somebody(&database, "re_namer").migrate().unwrap();
    admin.run(&format!("REVOKE CREATE ON DATABASE {name} FROM re_namer"));
    let url = database
        .url()
        .replace("postgres://postgres@", "postgres://re_namer@");
    let error = Host::builder(url).register(Renamed).migrate().unwrap_err();
    assert!(matches!(
        migrate_error(error),
        MigrateErrorKind::MissingGrant { .. }
    ));
    assert!(admin.has("plugin_notes.a"));
    admin.run("DROP OWNED BY re_namer CASCADE; DROP ROLE re_namer");
}

plugin!(
    Suicidal,
    "suicidal",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", ""),
        migration(
            "002_b",
            "CREATE TABLE b (); SELECT pg_terminate_backend(pg_backend_pid())",
            ""
        ),
    ])
);

#[test]
fn a_connection_that_is_lost_in_a_migration_loses_that_migration_only() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().run_unchecked_migrations();
    let error = builder.register(Suicidal).migrate().unwrap_err();
    let error = migrate_error(error);
    assert!(
        matches!(error, MigrateErrorKind::ConnectionLost { .. }),
        "{error:?}"
    );
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_suicidal.a"));
    assert!(!admin.has("plugin_suicidal.b"));
    assert_eq!(
        admin.texts("SELECT version FROM plugin_suicidal.__diesel_schema_migrations"),
        ["001"]
    );
}

plugin!(
    UsesShared,
    "uses-shared",
    with_shared_schemas(&[SharedSchemaName::literal("extensions")]),
    with_migrations(&[migration("001_a", "CREATE TABLE a (mood mood)", "")])
);

#[test]
fn a_shared_schema_is_declared_exists_and_may_be_used() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let error = database
        .builder()
        .register(UsesShared)
        .migrate()
        .unwrap_err();
    assert!(
        matches!(error, BootError::UndeclaredSharedSchema { .. }),
        "{error}"
    );

    let boot = || {
        database
            .builder()
            .shared_schema("extensions")
            .register(UsesShared)
            .migrate()
    };
    let error = boot().unwrap_err();
    let BootError::Server {
        source: ServerError::NoSharedSchema { schema },
    } = error
    else {
        panic!("{}", chain(&error));
    };
    assert_eq!(schema, "extensions");

    admin.run("CREATE SCHEMA extensions; CREATE TYPE extensions.mood AS ENUM ('good')");
    boot().unwrap();
    admin.run("INSERT INTO plugin_uses_shared.a VALUES ('good')");

    let error = database
        .builder()
        .shared_schema("public")
        .migrate()
        .unwrap_err();
    assert!(
        matches!(error, BootError::SharedSchemaName { .. }),
        "{error}"
    );
}

#[test]
fn a_standby_is_not_migrated() {
    let server = Server::builder().ignore_database_url().start().unwrap();
    server.stop().unwrap();
    let signal = server.socket_dir().unwrap().join("data/standby.signal");
    std::fs::write(signal, "").unwrap();
    server.restart().unwrap();
    let error = Host::builder(server.url("postgres"))
        .register(Notes)
        .migrate()
        .unwrap_err();
    assert!(
        matches!(
            error,
            BootError::Server {
                source: ServerError::InRecovery
            }
        ),
        "{}",
        chain(&error)
    );
}

plugin!(
    Unlucky,
    "unlucky",
    with_migrations(&[
        migration(
            "001_tries",
            "CREATE SEQUENCE tries; CREATE TABLE a (id int)",
            ""
        ),
        migration(
            "002_unlucky",
            "INSERT INTO a VALUES (1); DO $$ BEGIN CASE nextval('tries') \
                 WHEN 1 THEN RAISE serialization_failure; \
                 WHEN 2 THEN RAISE deadlock_detected USING MESSAGE = 'deadlock detected'; \
                 ELSE NULL; END CASE; END $$",
            ""
        ),
        migration("003_hopeless", "SELECT nextval('tries'); SELECT 1 / 0", ""),
    ])
);

#[test]
fn what_may_succeed_the_next_time_is_tried_again_and_nothing_else_is() {
    let database = TestDatabase::create().unwrap();
    // What explains a failure runs it again, and the sequence would count that.
    let builder = database.builder().explain_failures(false);
    let error = migrate_error(builder.register(Unlucky).migrate().unwrap_err());
    assert!(
        matches!(error, MigrateErrorKind::Migration { ref migration, .. } if migration == "003_hopeless"),
        "{error:?}"
    );
    let mut admin = Admin::of(&database);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_unlucky.a"), "1");
    assert_eq!(
        admin.text("SELECT last_value FROM plugin_unlucky.tries"),
        "4"
    );
}

#[test]
fn more_connections_than_the_server_gives_are_refused_with_what_to_run() {
    let server = Server::builder()
        .ignore_database_url()
        .max_connections(20)
        .setting("superuser_reserved_connections", "3")
        .start()
        .unwrap();
    let mut admin = Admin::at(&server.url("postgres"));
    admin.run("CREATE ROLE some_app LOGIN");
    admin.run("CREATE DATABASE app OWNER some_app");
    let url = server
        .url("app")
        .replace("postgres://postgres@", "postgres://some_app@");
    let boot = |connections| {
        let builder = Host::builder(&url).pool(|pool| pool.max_size(connections));
        builder.register(Notes).migrate()
    };
    let refused = |connections| match boot(connections).map(drop).unwrap_err() {
        BootError::Server {
            source: source @ ServerError::TooFewConnections { .. },
        } => source.to_string(),
        other => panic!("{}", chain(&other)),
    };
    // Run what the error says, until nothing is in the way but the server itself.
    admin.run("ALTER ROLE some_app CONNECTION LIMIT 4; ALTER DATABASE app CONNECTION LIMIT 5");
    let printed = refused(10);
    let advice: Vec<&str> = printed.split('`').skip(1).step_by(2).collect();
    assert_eq!(
        advice,
        [
            "ALTER ROLE \"some_app\" CONNECTION LIMIT 10",
            "ALTER DATABASE \"app\" CONNECTION LIMIT 10",
            "pool(|pool| pool.max_size(4))",
        ]
    );
    boot(4).unwrap();
    admin.run(&advice[..2].join(";"));
    boot(10).unwrap();

    let printed = refused(18);
    for part in [
        "can have 10",
        "ALTER SYSTEM SET max_connections TO 21` and restart",
        "max_size(10)",
    ] {
        assert!(printed.contains(part), "{printed}");
    }
    admin.run("ALTER ROLE some_app CONNECTION LIMIT -1; ALTER DATABASE app CONNECTION LIMIT 100");
    boot(17).unwrap();
    assert!(refused(18).contains("can have 17"));
}
