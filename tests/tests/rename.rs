//! ISO-09: data is never left behind silently.

use schema_iso_tests::host::{BootError, MigrateErrorKind, RenameError};
use schema_iso_tests::{
    Admin, EmbeddedMigration, PluginId, TestDatabase, migration, only_failure, plugin,
};

const CREATE: EmbeddedMigration = migration(
    "001_a",
    "CREATE TABLE a (id serial PRIMARY KEY); INSERT INTO a DEFAULT VALUES",
    "DROP TABLE a",
);

plugin!(First, "first", with_migrations(&[CREATE]));
plugin!(
    Second,
    "second",
    with_previous_ids(&[PluginId::literal("first")]),
    with_migrations(&[CREATE])
);
plugin!(
    Third,
    "third",
    with_previous_ids(&[PluginId::literal("second"), PluginId::literal("first")]),
    with_migrations(&[
        CREATE,
        migration("002_b", "CREATE TABLE b ()", "DROP TABLE b")
    ])
);

fn rename_error(error: BootError) -> RenameError {
    match only_failure(error).1 {
        MigrateErrorKind::Rename { source, .. } => source,
        other => panic!("{other}"),
    }
}

#[test]
fn the_data_of_the_previous_id_is_taken_over() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(First)).unwrap();
    let host = database.host(|builder| builder.register(Second)).unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(report.renamed.unwrap().from, PluginId::literal("first"));
    assert!(!report.created);
    assert!(report.applied.is_empty());
    assert_eq!(report.verified, 1);
    let mut admin = Admin::of(&database);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_second.a"), "1");
    assert!(!admin.has("plugin_first.a"));
}

#[test]
fn without_a_previous_schema_there_is_nothing_to_rename() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(Second)).unwrap();
    assert_eq!(host.report().plugins[0].renamed, None);
    assert!(host.report().plugins[0].created);
}

#[test]
fn a_chain_of_ids_is_followed_from_anywhere() {
    for through_second in [false, true] {
        let database = TestDatabase::create().unwrap();
        database.host(|builder| builder.register(First)).unwrap();
        if through_second {
            database.host(|builder| builder.register(Second)).unwrap();
        }
        let host = database.host(|builder| builder.register(Third)).unwrap();
        let report = &host.report().plugins[0];
        let from = if through_second { "second" } else { "first" };
        assert_eq!(report.renamed.unwrap().from, PluginId::literal(from));
        assert_eq!(report.applied.len(), 1);
        assert_eq!(
            Admin::of(&database).text("SELECT count(*) FROM plugin_third.a"),
            "1"
        );
    }
}

#[test]
fn an_empty_new_schema_gives_way() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(First)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE SCHEMA plugin_second");
    let host = database.host(|builder| builder.register(Second)).unwrap();
    assert!(host.report().plugins[0].renamed.is_some());
    assert_eq!(admin.text("SELECT count(*) FROM plugin_second.a"), "1");
}

#[test]
fn both_there_is_an_error_that_names_both_and_changes_nothing() {
    for object in [
        "CREATE TABLE plugin_second.x ()",
        "CREATE TYPE plugin_second.x AS ENUM ('a')",
        "CREATE FUNCTION plugin_second.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ] {
        let database = TestDatabase::create().unwrap();
        database.host(|builder| builder.register(First)).unwrap();
        let mut admin = Admin::of(&database);
        admin.run(&format!("CREATE SCHEMA plugin_second; {object}"));
        let error = rename_error(database.builder().register(Second).migrate().unwrap_err());
        assert!(matches!(error, RenameError::BothThere { .. }));
        let message = error.to_string();
        assert!(message.contains("plugin_first") && message.contains("plugin_second"));
        assert!(admin.has("plugin_first.a"));
        assert!(!admin.has("plugin_second.__diesel_schema_migrations"));
    }
}

#[test]
fn two_previous_schemas_in_use_are_an_error() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(First)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE SCHEMA plugin_second");
    // An empty one has nothing to lose.
    admin.run("CREATE TABLE plugin_second.x ()");
    let error = rename_error(database.builder().register(Third).migrate().unwrap_err());
    assert!(matches!(error, RenameError::SeveralThere { .. }), "{error}");
    admin.run("DROP TABLE plugin_second.x");
    let host = database.host(|builder| builder.register(Third)).unwrap();
    assert_eq!(
        host.report().plugins[0].renamed.unwrap().from,
        PluginId::literal("first")
    );
}

#[test]
fn boots_at_the_same_time_rename_once() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(First)).unwrap();
    let renamed: usize = std::thread::scope(|scope| {
        let boot = || {
            let host = database.builder().register(Third).migrate().unwrap();
            usize::from(host.report().plugins[0].renamed.is_some())
        };
        let boots: Vec<_> = (0..8).map(|_| scope.spawn(boot)).collect();
        boots.into_iter().map(|boot| boot.join().unwrap()).sum()
    });
    assert_eq!(renamed, 1);
    let mut admin = Admin::of(&database);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_third.a"), "1");
    assert!(!admin.has("plugin_first.a"));
}
