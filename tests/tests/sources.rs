//! Migrations of any source of `diesel_migrations`: checked and stripped before anything runs,
//! and refused by name if they are not SQL.

use std::fmt;

use diesel::connection::BoxableConnection;
use diesel::migration::{
    Migration, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion, Result,
};
use diesel::pg::{Pg, PgConnection};
use diesel_migrations::{EmbeddedMigrations, FileBasedMigrations, embed_migrations};
use schema_iso_tests::host::{BootError, Host, MigrateErrorKind, MigrationDirectory, SourceError};
use schema_iso_tests::{Admin, PluginId, TestDatabase, chain, migration, only_failure, plugin};

const NOTES: PluginId = PluginId::literal("notes");
const FOREIGN: EmbeddedMigrations = embed_migrations!("fixtures/foreign");
const PLAIN: EmbeddedMigrations = embed_migrations!("fixtures/plain");
const PLAIN_PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/plain");

#[test]
fn a_foreign_schema_in_embed_migrations_is_refused_with_file_line_and_column() {
    let database = TestDatabase::create().unwrap();
    let error = database
        .builder()
        .register_source(NOTES, FOREIGN)
        .migrate()
        .unwrap_err();
    let text = chain(&error);
    for part in [
        "could not migrate the plugin `notes`",
        "2026-01-02-000000_copy/up.sql:3:20: `plugin_auth` is not the plugin's schema",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, kind) = only_failure(error);
    assert!(matches!(kind, MigrateErrorKind::Refused { .. }), "{kind}");
    // Not even the migration before it ran.
    assert!(Admin::of(&database).holds("to_regnamespace('plugin_notes') IS NULL"));
}

#[test]
fn a_source_is_stripped_and_has_the_checksums_that_its_directory_has() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register_source(NOTES, PLAIN);
    let host = builder.migrate().unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 2);
    let mut admin = Admin::of(&database);
    assert!(admin.has("plugin_notes.notes_by_source") && !admin.has("public.notes"));
    admin.run("INSERT INTO plugin_notes.notes VALUES (1)");
    let source = "SELECT source FROM plugin_notes.notes";
    assert_eq!(admin.text(source), "public.notes");

    let files = FileBasedMigrations::from_path(PLAIN_PATH).unwrap();
    let from_files = database.builder().register_source(NOTES, files);
    let directory = MigrationDirectory::read(NOTES, PLAIN_PATH).unwrap();
    let from_directory = database.builder().register_directory(directory);
    for builder in [from_files, from_directory] {
        let host = builder.migrate().unwrap();
        assert_eq!(host.report().plugins[0].verified, 2);
        assert_eq!(host.redo_of(NOTES, 2).unwrap().len(), 2);
    }
    assert!(admin.has("plugin_notes.notes_by_source") && !admin.has("public.notes"));
}

/// A migration that is a function.
#[derive(Clone, Copy)]
struct InRust {
    name: &'static str,
    run: fn(&mut dyn BoxableConnection<Pg>) -> Result<()>,
}

impl Migration<Pg> for InRust {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        (self.run)(connection)
    }

    fn revert(&self, _: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        Ok(())
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

impl MigrationMetadata for InRust {}

impl MigrationName for InRust {
    fn version(&self) -> MigrationVersion<'_> {
        let (version, _) = self.name.split_once('_').unwrap_or((self.name, ""));
        version.into()
    }
}

impl fmt::Display for InRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

struct Migrations(Vec<InRust>);

impl MigrationSource<Pg> for Migrations {
    fn migrations(&self) -> Result<Vec<Box<dyn Migration<Pg>>>> {
        let boxed = |one: &InRust| -> Box<dyn Migration<Pg>> { Box::new(*one) };
        Ok(self.0.iter().map(boxed).collect())
    }
}

/// Nothing listens there, and nothing needs to.
fn refused(source: Migrations) -> SourceError {
    let builder = Host::builder("postgres://localhost:1/app").register_source(NOTES, source);
    match builder.migrate() {
        Err(BootError::Source { plugin, source }) => {
            assert_eq!(plugin, NOTES);
            *source
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_migration_in_rust_is_refused_by_name() {
    let does_nothing = |_: &mut dyn BoxableConnection<Pg>| Ok(());
    let takes_the_connection = |connection: &mut dyn BoxableConnection<Pg>| {
        connection.batch_execute("SELECT 1")?;
        if connection.downcast_mut::<PgConnection>().is_some() {
            return Err("nobody has a connection yet".into());
        }
        Ok(())
    };
    let insists = |connection: &mut dyn BoxableConnection<Pg>| {
        connection.downcast_mut::<PgConnection>().unwrap();
        Ok(())
    };
    for run in [does_nothing, takes_the_connection, insists] {
        let name = "001_in_rust";
        let error = refused(Migrations(vec![InRust { name, run }]));
        let SourceError::NotSql { migration } = &error else {
            panic!("{error}");
        };
        assert_eq!(migration, name);
    }
}

#[test]
fn what_a_migration_executes_is_recorded_in_its_order() {
    let run = |connection: &mut dyn BoxableConnection<Pg>| {
        connection.batch_execute("CREATE TABLE a (id int) -- no semicolon")?;
        connection.batch_execute("INSERT INTO a VALUES (1);")?;
        Ok(connection.batch_execute("UPDATE public.a SET id = id + 1")?)
    };
    let database = TestDatabase::create().unwrap();
    let source = Migrations(vec![InRust { name: "001_a", run }]);
    let builder = database.builder().register_source(NOTES, source);
    let host = builder.migrate().unwrap();
    assert_eq!(host.report().plugins[0].applied[0].name, "001_a");
    assert_eq!(
        Admin::of(&database).text("SELECT id FROM plugin_notes.a"),
        "2"
    );
}

#[test]
fn a_version_of_two_migrations_and_one_that_does_not_fit_are_refused() {
    let run =
        |connection: &mut dyn BoxableConnection<Pg>| Ok(connection.batch_execute("SELECT 1")?);
    let source = |names: &[&'static str]| {
        let migrations = names.iter().map(|name| InRust { name, run });
        Migrations(migrations.collect())
    };
    let error = refused(source(&["001_a", "002_b", "001_c"]));
    assert_eq!(
        error.to_string(),
        "the migrations `001_a` and `001_c` have the same version: 001"
    );
    let long = "0123456789012345678901234567890123456789012345678901_long";
    for name in [long, "_none"] {
        let error = refused(source(&[name]));
        assert!(matches!(error, SourceError::Version { .. }), "{error}");
    }
}

#[test]
fn a_source_that_hands_out_nothing_says_why() {
    let files = FileBasedMigrations::from_path(PLAIN_PATH).unwrap();
    struct Broken(FileBasedMigrations);
    impl MigrationSource<Pg> for Broken {
        fn migrations(&self) -> Result<Vec<Box<dyn Migration<Pg>>>> {
            let found: Vec<Box<dyn Migration<Pg>>> = self.0.migrations()?;
            Err(format!("{} are locked away", found.len()).into())
        }
    }
    let builder = Host::builder("postgres://localhost:1/app");
    let error = builder.register_source(NOTES, Broken(files)).check();
    let text = chain(&error.unwrap_err());
    assert_eq!(
        text,
        "the migrations of the plugin `notes` cannot be used\n  \
         the source does not hand out its migrations\n  2 are locked away"
    );
}

/// A source of one migration that panics at one of the questions that a host asks.
#[derive(Clone, Copy)]
struct Panics(&'static str);

impl Panics {
    fn at(self, question: &str) {
        assert!(self.0 != question, "no answer to {question}");
    }
}

impl MigrationSource<Pg> for Panics {
    fn migrations(&self) -> Result<Vec<Box<dyn Migration<Pg>>>> {
        self.at("migrations");
        Ok(vec![Box::new(*self)])
    }
}

impl Migration<Pg> for Panics {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        Ok(connection.batch_execute("SELECT 1")?)
    }

    fn revert(&self, _: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        Ok(())
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self.at("metadata");
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self.at("name");
        self
    }
}

impl MigrationMetadata for Panics {
    fn run_in_transaction(&self) -> bool {
        self.at("run_in_transaction");
        true
    }
}

impl MigrationName for Panics {
    fn version(&self) -> MigrationVersion<'_> {
        self.at("version");
        "001".into()
    }
}

impl fmt::Display for Panics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at("text");
        f.write_str("001_panics")
    }
}

#[test]
fn a_panic_of_a_source_is_an_error_that_names_the_plugin() {
    for question in [
        "migrations",
        "name",
        "version",
        "text",
        "metadata",
        "run_in_transaction",
    ] {
        let builder = Host::builder("postgres://localhost:1/app");
        let error = builder.register_source(NOTES, Panics(question)).check();
        let error = error.unwrap_err();
        assert_eq!(
            chain(&error),
            format!(
                "the migrations of the plugin `notes` cannot be used\n  \
                 the source panicked when it was asked for its migrations: no answer to {question}"
            )
        );
    }
    let builder = Host::builder("postgres://localhost:1/app");
    let host = builder.register_source(NOTES, Panics("nothing")).check();
    assert_eq!(host.unwrap().plugins().count(), 1);
}

plugin!(
    WithoutOwn,
    "notes",
    with_depends_on(&[PluginId::literal("first")])
);
plugin!(First, "first");
plugin!(
    WithOwn,
    "notes",
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "DROP TABLE a")])
);

#[test]
fn a_source_belongs_to_the_plugin_of_its_id_which_has_no_other() {
    let database = TestDatabase::create().unwrap();
    let host = database
        .builder()
        .register_source(NOTES, PLAIN)
        .register(WithoutOwn)
        .register(First)
        .migrate()
        .unwrap();
    assert_eq!(host.plugins().last(), Some(NOTES));
    assert_eq!(host.report().plugin(NOTES).unwrap().applied.len(), 2);
    drop(host.init().unwrap().connect::<WithoutOwn>().unwrap());

    for builder in [
        database
            .builder()
            .register(WithOwn)
            .register_source(NOTES, PLAIN),
        database
            .builder()
            .register_source(NOTES, PLAIN)
            .register_source(NOTES, FOREIGN),
    ] {
        let error = builder.check().unwrap_err();
        assert!(matches!(error, BootError::SeveralSources { .. }), "{error}");
    }
}
