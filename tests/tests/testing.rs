//! The throw-away databases themselves.

use schema_iso_host::testing::TestTemplate;
use schema_iso_tests::{Admin, Server, TestDatabase, migration, plugin};

plugin!(
    Notes,
    "notes",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE a (id int)",
        "DROP TABLE a"
    )])
);

static TEMPLATE: TestTemplate = TestTemplate::new(|builder| builder.register(Notes));

#[test]
fn copies_of_a_template_are_migrated_and_do_not_see_one_another() {
    let (first, second) = (TEMPLATE.database().unwrap(), TEMPLATE.database().unwrap());
    Admin::of(&first).run("INSERT INTO plugin_notes.a VALUES (1)");
    assert_eq!(
        Admin::of(&second).text("SELECT count(*) FROM plugin_notes.a"),
        "0"
    );
    let host = second.host(|builder| builder.register(Notes)).unwrap();
    assert!(host.report().plugins[0].applied.is_empty());
    drop(host.connect::<Notes>().unwrap());
}

#[test]
fn a_database_is_gone_with_its_value_also_while_somebody_is_connected() {
    let database = TestDatabase::create().unwrap();
    let name = database.name().to_owned();
    let _connected = Admin::of(&database);
    drop(database);
    let mut admin = Admin::at(&Server::shared().unwrap().url("postgres"));
    assert!(admin.holds(&format!(
        "NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')"
    )));
}
