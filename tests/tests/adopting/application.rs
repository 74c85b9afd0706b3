//! The application that is adopted, before and after.

use std::fs;
use std::path::PathBuf;

use diesel::pg::PgConnection;
use diesel::prelude::Connection;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schema_iso_tests::host::{Host, HostBuilder, Migrated, Policy};
use schema_iso_tests::{Admin, PluginId, TestDatabase, chain};

use super::adoption::adoption;
use super::declared::{Accounts, Catalogue, Orders};
use super::history::{self, PARTS};
use super::page;

/// The application before: its database, and the directory with its migrations, which goes when it
/// is dropped.
pub(crate) struct Application {
    pub(crate) database: TestDatabase,
    /// With the role of the application.
    url: String,
    root: PathBuf,
}

impl Drop for Application {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Application {
    /// With its 100 migrations applied by Diesel, and a role that reads.
    pub(crate) fn new() -> Self {
        let database = TestDatabase::create().unwrap();
        let url = database.url();
        Self::at(database, url)
    }

    /// The same, of a role that owns the database and is no superuser.
    pub(crate) fn of_plain_role() -> Self {
        let database = TestDatabase::create().unwrap();
        let (name, url) = (database.name(), database.url());
        Admin::of(&database).run(&format!(
            "CREATE ROLE app_{name} LOGIN; ALTER DATABASE \"{name}\" OWNER TO app_{name}"
        ));
        let at = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{at}user=app_{name}");
        Self::at(database, url)
    }

    fn at(database: TestDatabase, url: String) -> Self {
        let root = std::env::temp_dir().join(format!("adopting-{}", database.name()));
        let application = Self {
            database,
            url,
            root,
        };
        history::write_all(&application.migrations());
        assert_eq!(application.migrate(), 100);
        let reader = application.reader();
        application.admin().run(&format!(
            "CREATE ROLE {reader} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}"
        ));
        application
    }

    /// After the page's last plain migration.
    pub(crate) fn prepared(self) -> Self {
        self.admin().run(&self.block("Extensions", "sql"));
        let directory = self.migrations().join("2026-11-01-000000_prepare_plugins");
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("up.sql"), page::block("Prepare", "sql")).unwrap();
        assert_eq!(self.migrate(), 1);
        for part in &PARTS {
            fs::create_dir_all(self.migrations_of(part.id)).unwrap();
        }
        let to = self.migrations_of("accounts");
        history::copy_of(&PARTS[0], &self.migrations(), &to);
        self
    }

    pub(crate) fn migrations(&self) -> PathBuf {
        self.root.join("migrations")
    }

    pub(crate) fn migrations_of(&self, plugin: &str) -> PathBuf {
        self.root.join(plugin).join("migrations")
    }

    /// The address, with the role of the application.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn admin(&self) -> Admin {
        Admin::of(&self.database)
    }

    pub(crate) fn reader(&self) -> String {
        format!("reporting_{}", self.database.name())
    }

    /// Runs what is pending, as the application without plugins does at its start.
    pub(crate) fn migrate(&self) -> usize {
        let mut connection = PgConnection::establish(&self.url).unwrap();
        let source = FileBasedMigrations::from_path(self.migrations()).unwrap();
        connection.run_pending_migrations(source).unwrap().len()
    }

    /// A block of the page, with the names of this test.
    pub(crate) fn block(&self, heading: &str, language: &str) -> String {
        let block = page::block(heading, language);
        let block = block.replace("reporting", &self.reader());
        block.replace(
            "DATABASE app",
            &format!("DATABASE \"{}\"", self.database.name()),
        )
    }

    /// The host of the page, on any database.
    pub(crate) fn builder(&self, database: &TestDatabase) -> HostBuilder {
        let source =
            |plugin: &str| FileBasedMigrations::from_path(self.migrations_of(plugin)).unwrap();
        database
            .builder()
            .register(Accounts)
            .register(Catalogue)
            .register(Orders)
            .register_source(PluginId::literal("accounts"), source("accounts"))
            .register_source(PluginId::literal("catalogue"), source("catalogue"))
            .register_source(PluginId::literal("orders"), source("orders"))
            .shared_schema("extensions")
            .check_drift(Policy::Refuse)
    }

    pub(crate) fn adopt(&self, database: &TestDatabase) -> Host<Migrated> {
        let builder = self.builder(database).adopt_from_public(adoption());
        match builder.migrate() {
            Ok(host) => host,
            Err(error) => panic!("{}", chain(&error)),
        }
    }

    /// A copy of the database, as the page makes it.
    pub(crate) fn copy(&self) -> TestDatabase {
        let copy = TestDatabase::create().unwrap();
        let sql = page::block("Rehearse", "sql");
        let sql = sql.replace(
            "TEMPLATE app",
            &format!("TEMPLATE \"{}\"", self.database.name()),
        );
        let sql = sql.replace("rehearsal", &format!("\"{}\"", copy.name()));
        let (drop, create) = sql.split_once('\n').unwrap();
        let mut server = Admin::at(
            &self
                .database
                .url()
                .replace(self.database.name(), "postgres"),
        );
        server.run(drop);
        server.run(create);
        copy
    }

    /// Writes the first migrations of the plugins that begin anew, from a rehearsal.
    pub(crate) fn write_baselines(&self) {
        let rehearsal = self.copy();
        self.adopt(&rehearsal);
        page::shell(
            &page::block("Give each plugin its migrations", "sh"),
            &self.root,
            &rehearsal.url(),
        );
    }
}
