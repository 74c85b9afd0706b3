//! ISO-18: what one plugin exports, another reads, and nothing else, under every isolation.

use auth::schema::Role;
use auth::{Auth, users};
use catalog::Catalog;
use diesel::connection::SimpleConnection;
use schema_iso::definition::{ColumnDefinition, RelationKind, SqlTypeName, TableDefinition};
use schema_iso_query::door::raw_connection;
use schema_iso_tests::host::{BootError, Host, HostBuilder, Isolation, Policy, SafeConnection};
use schema_iso_tests::{Admin, PluginId, TestDatabase, chain, migration, plugin};

fn host(database: &TestDatabase, isolation: Isolation) -> Result<Host, BootError> {
    Admin::of(database).run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    database.host(|builder| {
        let builder = builder.isolation(isolation).check_drift(Policy::Refuse);
        builder.register(Catalog).register(Auth)
    })
}

fn fails<P: schema_iso_tests::Plugin>(connection: &mut SafeConnection<P>, sql: &str) -> bool {
    let raw = raw_connection(connection).unwrap();
    raw.batch_execute(sql).is_err()
}

const ISOLATIONS: [Isolation; 3] = [
    Isolation::Qualified,
    Isolation::SearchPath,
    Isolation::Roles,
];

#[test]
fn with_roles_the_reader_gets_the_view_and_nothing_else() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::Roles).unwrap();
    let owner = &mut host.connect::<Auth>().unwrap();
    users::register(owner, "ada@example.com", "Ada", Role::Editor, "hash").unwrap();
    let reader = &mut host.connect::<Catalog>().unwrap();
    assert!(!fails(
        reader,
        "SELECT display_name FROM plugin_auth.user_cards"
    ));
    for attack in [
        "SELECT FROM plugin_auth.users",
        "SELECT FROM plugin_auth.sessions",
        "SELECT FROM plugin_auth.__diesel_schema_migrations",
        "INSERT INTO plugin_auth.user_cards (id, display_name) VALUES (gen_random_uuid(), 'x')",
        "UPDATE plugin_auth.user_cards SET display_name = 'x'",
        "DELETE FROM plugin_auth.user_cards",
        "SELECT FROM plugin_auth.user_cards FOR UPDATE",
        "CREATE TABLE plugin_auth.t ()",
        "CREATE VIEW v AS SELECT * FROM plugin_auth.user_cards",
        "SELECT plugin_auth.f()",
    ] {
        assert!(fails(reader, attack), "{attack}");
    }
    // The owner sees nothing of the reader.
    assert!(fails(owner, "SELECT FROM plugin_catalog.products"));
}

plugin!(
    WithoutImport,
    "catalog",
    with_depends_on(&[PluginId::literal("auth")])
);

#[test]
fn what_is_imported_no_more_is_taken_back() {
    let database = TestDatabase::create().unwrap();
    drop(host(&database, Isolation::Roles).unwrap());
    let mut admin = Admin::of(&database);
    let may_read = "has_table_privilege('plugin_catalog', 'plugin_auth.user_cards', 'SELECT')";
    let may_use = "has_schema_privilege('plugin_catalog', 'plugin_auth', 'USAGE')";
    assert!(admin.holds(may_read) && admin.holds(may_use));
    let without = |builder: HostBuilder| {
        let builder = builder
            .isolation(Isolation::Roles)
            .missing_migrations(Policy::Report);
        builder
            .previous_crate(PluginId::literal("catalog"), "catalog")
            .register(WithoutImport)
            .register(Auth)
    };
    database.host(without).unwrap();
    assert!(!admin.holds(may_read) && !admin.holds(may_use));
    // And granted again, by a boot that migrates nothing.
    drop(host(&database, Isolation::Roles).unwrap());
    assert!(admin.holds(may_read) && admin.holds(may_use));
}

#[test]
fn a_reader_beside_a_newer_owner_is_refused_before_it_serves() {
    for isolation in ISOLATIONS {
        let database = TestDatabase::create().unwrap();
        drop(host(&database, isolation).unwrap());
        let mut admin = Admin::of(&database);
        admin.run(
            "SET search_path TO plugin_auth; DROP VIEW user_cards; \
             CREATE VIEW user_cards AS SELECT id, display_name AS label FROM users",
        );
        let error = chain(
            &database
                .host(|builder| {
                    builder
                        .isolation(isolation)
                        .register(Catalog)
                        .register(Auth)
                })
                .unwrap_err(),
        );
        for part in [
            "`plugin_auth.user_cards`, which the plugin `catalog` imports, has no column `display_name`",
            "deploy a release of `catalog` that fits the one of `auth` first",
        ] {
            assert!(error.contains(part), "{error}");
        }
        admin.run("DROP VIEW plugin_auth.user_cards");
        let error = chain(
            &database
                .host(|builder| {
                    builder
                        .isolation(isolation)
                        .register(Catalog)
                        .register(Auth)
                })
                .unwrap_err(),
        );
        assert!(error.contains("does not exist"), "{error}");
    }
}

#[test]
fn an_exported_view_has_its_owners_rights() {
    let database = TestDatabase::create().unwrap();
    drop(host(&database, Isolation::Roles).unwrap());
    let mut admin = Admin::of(&database);
    if !admin.holds("current_setting('server_version_num')::int >= 150000") {
        return;
    }
    admin.run("ALTER VIEW plugin_auth.user_cards SET (security_invoker = true)");
    let error = chain(&host(&database, Isolation::Roles).unwrap_err());
    assert!(error.contains("has `security_invoker`"), "{error}");
    admin.run("ALTER VIEW plugin_auth.user_cards RESET (security_invoker)");
    drop(host(&database, Isolation::Roles).unwrap());
}

const CARD: &[ColumnDefinition] = &[ColumnDefinition::new("id", SqlTypeName::new("int4"))];
plugin!(
    Former,
    "share-former",
    with_tables(&[
        &TableDefinition::new(PluginId::literal("share-former"), "cards")
            .with_kind(RelationKind::View)
            .with_columns(CARD)
    ]),
    with_migrations(&[migration(
        "001_a",
        "CREATE VIEW cards AS SELECT 1 AS id",
        "DROP VIEW cards"
    )])
);
plugin!(
    Renamed,
    "share-renamed",
    with_previous_ids(&[PluginId::literal("share-former")]),
    with_tables(&[
        &TableDefinition::new(PluginId::literal("share-renamed"), "cards")
            .with_kind(RelationKind::View)
            .with_columns(CARD)
    ]),
    with_migrations(&[migration(
        "001_a",
        "CREATE VIEW cards AS SELECT 1 AS id",
        "DROP VIEW cards"
    )])
);
plugin!(
    OfFormer,
    "share-reader",
    with_depends_on(&[PluginId::literal("share-former")]),
    with_tables(&[
        &TableDefinition::new(PluginId::literal("share-reader"), "cards")
            .with_kind(RelationKind::Imported {
                owner: PluginId::literal("share-former")
            })
            .with_columns(CARD)
    ])
);
plugin!(
    OfRenamed,
    "share-reader",
    with_depends_on(&[PluginId::literal("share-renamed")]),
    with_tables(&[
        &TableDefinition::new(PluginId::literal("share-reader"), "cards")
            .with_kind(RelationKind::Imported {
                owner: PluginId::literal("share-renamed")
            })
            .with_columns(CARD)
    ])
);

#[test]
fn the_owner_is_renamed_and_the_reader_goes_on() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let roles = |builder: HostBuilder| builder.isolation(Isolation::Roles);
    database
        .host(|builder| roles(builder).register(Former).register(OfFormer))
        .unwrap();
    let host = database
        .host(|builder| roles(builder).register(Renamed).register(OfRenamed))
        .unwrap();
    let reader = &mut host.connect::<OfRenamed>().unwrap();
    assert!(!fails(reader, "SELECT FROM plugin_share_renamed.cards"));
}

#[test]
fn an_owner_whose_exports_are_imported_is_not_uninstalled() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, Isolation::SearchPath).unwrap();
    let error = chain(
        &host
            .uninstall::<Auth>(schema_iso_tests::host::Uninstall::DropSchemaAndRole)
            .unwrap_err(),
    );
    assert!(error.contains("catalog"), "{error}");
}
