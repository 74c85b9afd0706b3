//! An application with a prefix of its own, beside one with another prefix in the same database.
//!
//! The prefix is chosen while building, so the tests are run twice: as they are, and with
//! `SCHEMA_ISO_PREFIX=acme_`.

use auth::schema::Role;
use schema_iso::id::{LOGIN_PREFIX, OWNER_PREFIX, SCHEMA_PREFIX, SharedSchemaName};
use schema_iso_tests::host::{Isolation, Logins, Policy, Uninstall};
use schema_iso_tests::{Admin, PluginId, TestDatabase, migration, plugin};

plugin!(
    Notes,
    "prefixed-notes",
    with_migrations(&[migration(
        "001_items",
        "CREATE TABLE items (id serial PRIMARY KEY, name text DEFAULT 'new'); \
         CREATE FUNCTION count_items() RETURNS bigint LANGUAGE sql SECURITY DEFINER \
             SET search_path FROM CURRENT AS 'SELECT count(*) FROM items'",
        "",
    )])
);

const NAME: &str = "prefixed_notes";

/// The prefix of another application.
fn other() -> &'static str {
    match SCHEMA_PREFIX {
        "plugin_" => "acme_",
        _ => "plugin_",
    }
}

#[test]
fn names_of_schema_and_roles_begin_with_the_prefix() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for isolation in [Isolation::SearchPath, Isolation::Roles, Isolation::Logins] {
        let logins = Logins::derived_from("a secret of the tests");
        let host = database
            .host(|builder| {
                let builder = builder.isolation(isolation).logins(logins);
                builder.register(Notes)
            })
            .unwrap();
        drop(host);
    }
    let schema = format!("{SCHEMA_PREFIX}{NAME}");
    assert!(admin.has(&format!("{schema}.items")));
    let owner = format!(
        "SELECT tableowner FROM pg_tables WHERE schemaname = '{schema}' AND tablename = 'items'"
    );
    assert_eq!(admin.text(&owner), format!("{OWNER_PREFIX}{NAME}"));
    let id = PluginId::literal("prefixed-notes");
    assert_eq!(Logins::name_of(id), format!("{LOGIN_PREFIX}{NAME}"));
    for role in [SCHEMA_PREFIX, LOGIN_PREFIX] {
        let role = format!("{role}{NAME}");
        assert!(admin.holds(&format!(
            "has_schema_privilege('{role}', '{schema}', 'USAGE')"
        )));
    }
    if SCHEMA_PREFIX != "plugin_" {
        assert_eq!(OWNER_PREFIX, format!("owner__{SCHEMA_PREFIX}"));
        assert!(!admin.holds("to_regnamespace('plugin_prefixed_notes') IS NOT NULL"));
        assert!(
            !admin.holds("EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner_prefixed_notes')")
        );
    }
}

/// What the macros write, and what the compiler has checked of its migrations.
#[test]
fn a_compiled_plugin_lives_under_the_prefix() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| builder.register(auth::Auth).check_drift(Policy::Refuse))
        .unwrap();
    let mut conn = host.connect::<auth::Auth>().unwrap();
    auth::users::register(&mut conn, "a@example.com", "A", Role::Member, "hash").unwrap();
    let names = format!("SELECT display_name FROM {SCHEMA_PREFIX}auth.users");
    assert_eq!(Admin::of(&database).text(&names), "A");
}

#[test]
fn a_schema_with_another_prefix_is_nobodys_orphan() {
    let database = TestDatabase::create().unwrap();
    let host = database.host(|builder| builder.register(Notes)).unwrap();
    let mut admin = Admin::of(&database);
    let left = |prefix: &str, id: &str| {
        format!(
            "CREATE SCHEMA {prefix}{id}; COMMENT ON SCHEMA {prefix}{id} IS 'schema-iso: plugin {id}'; \
             CREATE TABLE {prefix}{id}.__diesel_schema_migrations (version text, run_on timestamp); \
             CREATE TABLE {prefix}{id}.__schema_iso_migrations (version text, checksum text)"
        )
    };
    admin.run(&left(other(), "shop"));
    admin.run(&left(other(), NAME));
    admin.run(&left(SCHEMA_PREFIX, "stall"));
    let orphans = host.orphans().unwrap();
    let orphans: Vec<&str> = orphans
        .iter()
        .map(|orphan| orphan.plugin.as_str())
        .collect();
    assert_eq!(orphans, ["stall"]);

    host.uninstall::<Notes>(Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(admin.has(&format!("{}{NAME}.__schema_iso_migrations", other())));
    assert!(!admin.has(&format!("{SCHEMA_PREFIX}{NAME}.items")));
}

#[test]
fn the_longest_id_fits_and_a_shared_schema_is_no_plugins() {
    let id = PluginId::new(&"a".repeat(PluginId::MAX_BYTES)).unwrap();
    let schema = id.schema();
    for name in [schema.as_str(), &*Logins::name_of(id)] {
        assert!(name.len() <= 63, "{name}");
    }
    assert!(SharedSchemaName::new(&format!("{SCHEMA_PREFIX}x")).is_err());
    assert!(SharedSchemaName::new(&format!("{}x", other())).is_ok());
}
