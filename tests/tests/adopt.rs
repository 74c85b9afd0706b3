//! What earlier versions left in `public` is taken over on request.

use schema_iso::definition::{ColumnDefinition, SqlTypeName, TableDefinition, TypeDefinition};
use schema_iso_tests::host::{AdoptError, Adoption, BootError, MigrateErrorKind};
use schema_iso_tests::{Admin, PluginId, TestDatabase, migration, only_failure, plugin};

const NOTES: PluginId = PluginId::literal("notes");

plugin!(
    Notes,
    "notes",
    with_tables(&[
        &TableDefinition::new(PluginId::literal("notes"), "items")
            .with_columns(&[ColumnDefinition::new("id", SqlTypeName::new("int4"))]),
        &TableDefinition::new(PluginId::literal("notes"), "events"),
    ]),
    with_types(&[&TypeDefinition::new(
        PluginId::literal("notes"),
        "status",
        &["draft"]
    )]),
    with_migrations(&[migration("001_items", "CREATE TABLE items (id int)", "")])
);
plugin!(
    Other,
    "other",
    with_tables(&[&TableDefinition::new(PluginId::literal("other"), "items")])
);

const STRANDED: &str = "\
    CREATE TYPE status AS ENUM ('draft'); \
    CREATE TABLE items (id serial PRIMARY KEY, status status, big bigint GENERATED ALWAYS AS IDENTITY); \
    CREATE INDEX items_by_status ON items (status); \
    CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at); \
    CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') \
        PARTITION BY RANGE (at); \
    CREATE TABLE events_2025_01 PARTITION OF events_2025 DEFAULT; \
    CREATE VIEW drafts AS SELECT * FROM items; \
    CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM items; \
    CREATE SEQUENCE numbers; \
    CREATE DOMAIN positive AS int CHECK (VALUE > 0); \
    CREATE TYPE pair AS (a int, b int); \
    CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'; \
    CREATE FUNCTION twice(n text) RETURNS text LANGUAGE sql AS 'SELECT n || n'; \
    CREATE PROCEDURE nothing() LANGUAGE sql AS ''; \
    CREATE TABLE somebody_elses (); \
    CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp DEFAULT now()); \
    INSERT INTO __diesel_schema_migrations VALUES ('001'), ('999');";

fn adoption() -> Adoption {
    Adoption::declared()
        .with_objects(
            NOTES,
            [
                "drafts", "counts", "numbers", "positive", "pair", "twice", "nothing",
            ],
        )
        .with_applied_versions(NOTES)
}

#[test]
fn all_that_is_named_moves_and_the_rest_stays() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(STRANDED);
    let host = database
        .host(|builder| builder.register(Notes).adopt_from_public(adoption()))
        .unwrap();
    let report = &host.report().plugins[0];
    assert_eq!(
        report.adopted,
        [
            "function twice",
            "function twice",
            "materialized view counts",
            "procedure nothing",
            "sequence numbers",
            "table events",
            "table events_2025",
            "table events_2025_01",
            "table items",
            "type pair",
            "type positive",
            "type status",
            "view drafts",
        ]
    );
    assert!(
        report.applied.is_empty(),
        "the old tracker says that it was applied"
    );
    assert_eq!(report.unverified, ["001_items"]);
    let left = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
                AND relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY 1";
    assert_eq!(
        admin.texts(left),
        ["__diesel_schema_migrations", "somebody_elses"]
    );
    assert!(admin.has("plugin_notes.items_by_status"));
    assert!(admin.has("plugin_notes.items_id_seq"));
    admin.run("INSERT INTO plugin_notes.items DEFAULT VALUES");

    let host = database
        .host(|builder| builder.register(Notes).adopt_from_public(adoption()))
        .unwrap();
    assert!(host.report().plugins[0].adopted.is_empty());
}

#[test]
fn nothing_moves_unless_asked() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(STRANDED);
    database.host(|builder| builder.register(Notes)).unwrap();
    assert!(admin.has("public.items"));
    assert!(admin.has("plugin_notes.items"));
}

fn adopt_error(error: BootError) -> AdoptError {
    match only_failure(error).1 {
        MigrateErrorKind::Adopt { source, .. } => source,
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_in_both_places_is_not_moved() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Notes)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run(STRANDED);
    let builder = database
        .builder()
        .register(Notes)
        .adopt_from_public(adoption());
    let error = adopt_error(builder.migrate().unwrap_err());
    assert!(matches!(error, AdoptError::BothThere { ref object, .. } if object == "items"));
    assert!(admin.has("public.events"));
}

#[test]
fn what_two_plugins_declare_goes_to_the_one_that_the_host_names() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(STRANDED);
    let builder = database.builder().register(Notes).register(Other);
    let error = builder
        .adopt_from_public(Adoption::declared())
        .migrate()
        .unwrap_err();
    // Both fail, unless the first failure stops the other one before it has looked.
    let BootError::Migrate { source } = error else {
        panic!("{error}");
    };
    assert!(source.iter().count() > 0);
    for failure in source {
        let MigrateErrorKind::Adopt { source } = failure.kind else {
            panic!("{}", failure.kind);
        };
        assert!(matches!(source, AdoptError::Contested { object } if object == "items"));
    }
    assert!(admin.has("public.items"));

    let builder = database.builder().register(Notes);
    let adoption = adoption().with_objects(NOTES, ["items"]);
    builder.adopt_from_public(adoption).migrate().unwrap();
    assert!(admin.has("plugin_notes.items"));
}
