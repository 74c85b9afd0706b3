//! `HostBuilder`: the configuration of a host.

use core::fmt;
use std::time::Duration;

use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use schema_iso::id::{PluginId, SharedSchemaName, SharedSchemaNameError};

use super::boot::logged;
use super::error::BootError;
use super::isolation::Isolation;
use super::pool::PoolOptions;
use super::registry::{Linked, OnDisk, Registered};
use super::state::{Checked, Host, Migrated};
use crate::address::Address;
use crate::migrate::{
    Adoption, CancelToken, Extension, Logins, MigrationDirectory, Policy, Settings,
};
use schema_iso_query::plugin::Plugin;

pub(super) type BoxedSource = Box<dyn MigrationSource<Pg> + Send + Sync>;
/// A change of the options of one plugin.
pub(super) type ChangeOptions = Box<dyn FnOnce(PoolOptions) -> PoolOptions + Send + Sync>;

/// The configuration of a host; [`Host::builder`] makes one.
///
/// Nothing is checked and no connection opened before [`HostBuilder::migrate`] or
/// [`HostBuilder::check`].
///
/// ```
/// use std::time::Duration;
/// use schema_iso_host::{Host, Isolation};
///
/// let builder = Host::builder("postgres://localhost/app")
///     .isolation(Isolation::Roles)
///     .shared_schema("extensions")
///     .lock_timeout(Duration::from_secs(5));
/// # drop(builder);
/// ```
#[must_use]
pub struct HostBuilder {
    pub(super) settings: Settings,
    pub(super) pool: PoolOptions,
    pub(super) pools_of: Vec<(PluginId, ChangeOptions)>,
    pub(super) application: String,
    pub(super) isolation: Isolation,
    pub(super) logins: Option<Logins>,
    pub(super) plugins: Vec<Box<dyn Registered>>,
    pub(super) sources: Vec<(PluginId, BoxedSource)>,
    pub(super) wrong_shared_schemas: Vec<(String, SharedSchemaNameError)>,
}

impl Host {
    /// Begins a host for the database at an address that libpq understands.
    pub fn builder(database_url: impl Into<String>) -> HostBuilder {
        HostBuilder::new(database_url.into())
    }
}

impl HostBuilder {
    pub(super) fn new(database_url: String) -> Self {
        Self {
            settings: Settings::new(database_url),
            pool: PoolOptions::default(),
            pools_of: Vec::new(),
            application: "schema-iso".to_owned(),
            isolation: Isolation::default(),
            logins: None,
            plugins: Vec::new(),
            sources: Vec::new(),
            wrong_shared_schemas: Vec::new(),
        }
    }

    /// Sets the address of migrations and of what looks at the database for them, for a host
    /// whose own address leads through a pooler. Default: the address of the host.
    ///
    /// It must lead to the same database, and should have the same login, since what a login
    /// makes is its own.
    ///
    /// ```
    /// use schema_iso_host::{Host, Isolation};
    ///
    /// let builder = Host::builder("postgres://app@pooler:6432/app")
    ///     .isolation(Isolation::Qualified)
    ///     .migration_url("postgres://app@database:5432/app");
    /// # drop(builder);
    /// ```
    pub fn migration_url(mut self, url: impl Into<String>) -> Self {
        self.settings.migration_address = Some(Address::new(url));
        self
    }

    /// Changes the options of the pools of all plugins.
    pub fn pool(mut self, change: impl FnOnce(PoolOptions) -> PoolOptions) -> Self {
        self.pool = change(self.pool);
        self
    }

    /// Changes the options of one plugin's pool, beginning with those for all.
    pub fn pool_of<P: Plugin>(
        mut self,
        change: impl FnOnce(PoolOptions) -> PoolOptions + Send + Sync + 'static,
    ) -> Self {
        self.pools_of.push((P::METADATA.id(), Box::new(change)));
        self
    }

    /// Sets the name of the application, which `pg_stat_activity` shows with the plugin's id.
    /// Default: `schema-iso`.
    pub fn application_name(mut self, name: impl Into<String>) -> Self {
        self.application = name.into();
        self
    }

    /// Sets the name of the program, which the schemas of its plugins keep: a program of another
    /// name does not take them, though it may have plugins of the same ids (ISO-17). All processes
    /// of the program have the same one. Default: none, which takes any.
    pub fn program(mut self, name: impl Into<String>) -> Self {
        self.settings.program = Some(name.into());
        self
    }

    /// Names a crate in which a plugin was before, so that it is not taken for another plugin when
    /// it finds its schema (ISO-17).
    ///
    /// The host says so and not the plugin, which could name any crate.
    ///
    /// ```
    /// use schema_iso_host::{Host, PluginId};
    ///
    /// let builder = Host::builder("postgres://localhost/app")
    ///     .program("webshop")
    ///     .previous_crate(PluginId::literal("store"), "webshop-orders");
    /// # drop(builder);
    /// ```
    pub fn previous_crate(mut self, plugin: PluginId, crate_name: impl Into<String>) -> Self {
        let previous = (plugin, crate_name.into());
        self.settings.previous_crates.push(previous);
        self
    }

    /// Sets how PostgreSQL keeps the plugins apart. Default: [`Isolation::SearchPath`].
    pub fn isolation(mut self, isolation: Isolation) -> Self {
        self.isolation = isolation;
        self
    }

    /// Sets the credentials with which plugins log in, for [`Isolation::Logins`] only.
    pub fn logins(mut self, logins: Logins) -> Self {
        self.logins = Some(logins);
        self
    }

    /// Declares a schema that all plugins share, such as one for extensions.
    ///
    /// It comes after the plugin's own in every search path. It must exist: the host
    /// does not create it.
    pub fn shared_schema(mut self, name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match SharedSchemaName::new(name) {
            Ok(schema) if self.settings.shared_schemas.contains(&schema) => {}
            Ok(schema) => self.settings.shared_schemas.push(schema),
            Err(error) => self.wrong_shared_schemas.push((name.to_owned(), error)),
        }
        self
    }

    /// Declares an extension that all plugins may use, and the shared schema that it is in.
    ///
    /// The boot installs it, and makes the schema, before the first migration, if they are not
    /// there. A migration of a plugin may say `CREATE EXTENSION IF NOT EXISTS` of it, which does
    /// nothing then.
    ///
    /// ```
    /// use schema_iso_host::Host;
    ///
    /// let builder = Host::builder("postgres://localhost/app").extension("pgcrypto", "extensions");
    /// # drop(builder);
    /// ```
    pub fn extension(mut self, name: impl Into<String>, schema: impl AsRef<str>) -> Self {
        if let Ok(schema) = SharedSchemaName::new(schema.as_ref()) {
            let name = name.into();
            self.settings.extensions.retain(|it| it.name != name);
            self.settings.extensions.push(Extension { name, schema });
        }
        self.shared_schema(schema)
    }

    /// Sets PostgreSQL's `lock_timeout` for migrations: how long a statement waits for a
    /// lock, while every query that comes after it waits, too. `None` is no limit. Default: two
    /// seconds.
    ///
    /// A migration whose locks are not free is rolled back and tried again, for as long as
    /// [`lock_retry_limit`](Self::lock_retry_limit) says. Statements that are `CONCURRENTLY` have
    /// no limit: they wait without blocking anybody.
    ///
    /// For the sessions of plugins, see [`PoolOptions::lock_timeout`].
    pub fn lock_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.lock_timeout = timeout.into();
        self
    }

    /// Sets for how long a migration is tried again whose locks are not free, with pauses of up
    /// to ten seconds in between. Default: five minutes.
    pub fn lock_retry_limit(mut self, limit: Duration) -> Self {
        self.settings.lock_retry_limit = limit;
        self
    }

    /// Sets PostgreSQL's `statement_timeout` for migrations; the statements of a file count
    /// together. Default: no limit.
    ///
    /// For the sessions of plugins, see [`PoolOptions::statement_timeout`].
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.settings.statement_timeout = Some(timeout);
        self
    }

    /// Sets how long to wait for a plugin's lock while another process migrates the plugin
    /// (ISO-07). Default: five minutes.
    pub fn plugin_lock_timeout(mut self, timeout: Duration) -> Self {
        self.settings.plugin_lock_timeout = timeout;
        self
    }

    /// Sets whether the boot stops if a migration has changed since it was applied (ISO-13).
    /// Default: [`Policy::Refuse`].
    pub fn changed_migrations(mut self, policy: Policy) -> Self {
        self.settings.changed = policy;
        self
    }

    /// Sets whether the boot stops if the database has migrations that are not embedded
    /// (ISO-13). Default: [`Policy::Report`], so that an older program boots beside a newer
    /// one.
    pub fn missing_migrations(mut self, policy: Policy) -> Self {
        self.settings.missing = policy;
        self
    }

    /// Sets whether the boot stops if a migration is pending though later ones were applied, as when
    /// two branches are merged (ISO-13). Default: [`Policy::Report`]: it runs, and
    /// [`PluginReport::late`](crate::PluginReport::late) names it.
    pub fn late_migrations(mut self, policy: Policy) -> Self {
        self.settings.late = policy;
        self
    }

    /// Compares the tables and types that the plugins declare with those in the
    /// database after the migrations (ISO-14). Default: nothing is compared.
    ///
    /// [`Policy::Refuse`] stops the boot at what the program cannot work with. What it can work with, as
    /// an older release beside a newer database does, is in the report and in the log
    /// ([`Difference::is_bearable`](crate::Difference::is_bearable)).
    pub fn check_drift(mut self, policy: Policy) -> Self {
        self.settings.drift = Some(policy);
        self
    }

    /// Lets a table of a plugin differ from what is declared: its differences are reported, and stop
    /// no boot.
    pub fn drift_exception<P: Plugin>(mut self, table: impl Into<String>) -> Self {
        let exception = (P::METADATA.id(), table.into());
        self.settings.drift_exceptions.push(exception);
        self
    }

    /// Moves the objects that plugins have in `public` into their schemas, all of them before the
    /// first migration, or none. Default: nothing is moved.
    ///
    /// All plugins are then locked and looked at in every boot, so remove it
    /// once the objects are moved.
    pub fn adopt_from_public(mut self, adoption: Adoption) -> Self {
        self.settings.adoption = Some(adoption);
        self
    }

    /// Sets the token that stops the boot.
    pub fn cancel_token(mut self, token: CancelToken) -> Self {
        self.settings.cancel = token;
        self
    }

    /// Sets whether a migration that has failed and was rolled back runs once more, for its
    /// error to have SQLSTATE, CONTEXT and the line of the statement; it does unless this is
    /// set to `false`.
    ///
    /// Diesel does not hand these out. The second run is rolled back, too, and takes three
    /// seconds at most; it is left out for migrations that run outside of a transaction or that
    /// ran for more than a second. What a roll-back does not undo happens twice: sequences
    /// count on.
    pub fn explain_failures(mut self, explain: bool) -> Self {
        self.settings.explain = explain;
        self
    }

    /// Runs embedded migrations without checking them first (ISO-06).
    ///
    /// Tests use it to show what the runner withstands when the check is not there.
    #[cfg(feature = "testing")]
    pub fn run_unchecked_migrations(mut self) -> Self {
        self.settings.unchecked = true;
        self
    }

    /// Registers a plugin.
    pub fn register<P: Plugin>(mut self, plugin: P) -> Self {
        self.plugins.push(Box::new(Linked(plugin)));
        self
    }

    /// Registers migrations that were read from a directory, without their plugin.
    pub fn register_directory(mut self, directory: MigrationDirectory) -> Self {
        self.plugins.push(Box::new(OnDisk(directory)));
        self
    }

    /// Registers the migrations of a plugin from any source of `diesel_migrations`, such as what
    /// `embed_migrations!` embeds, or `FileBasedMigrations`.
    ///
    /// They must be SQL: each text is checked (ISO-06) and loses its `public.` qualifiers before
    /// anything runs. Findings name a text by its migration: `2026-01-01-000000_create/up.sql`.
    /// If a plugin of that id is registered, they are its migrations, and it may have no others.
    /// If the source panics, [`check`](Self::check) fails by [`SourceError::Panicked`].
    ///
    /// [`SourceError::Panicked`]: crate::SourceError::Panicked
    ///
    /// ```
    /// use schema_iso_host::diesel_migrations::FileBasedMigrations;
    /// use schema_iso_host::{Host, PluginId};
    ///
    /// # let root = std::env::temp_dir().join(format!("register-source-{}", std::process::id()));
    /// # std::fs::create_dir_all(&root).unwrap();
    /// # let path = &root;
    /// let notes = FileBasedMigrations::from_path(path).unwrap();
    /// let host = Host::builder("postgres://localhost/app")
    ///     .register_source(PluginId::literal("notes"), notes)
    ///     .check()
    ///     .unwrap();
    /// assert_eq!(host.plugins().count(), 1);
    /// # std::fs::remove_dir_all(&root).unwrap();
    /// ```
    pub fn register_source(
        mut self,
        plugin: PluginId,
        source: impl MigrationSource<Pg> + Send + Sync + 'static,
    ) -> Self {
        self.sources.push((plugin, Box::new(source)));
        self
    }

    /// Checks the plugins against one another (ISO-10), without touching the database.
    ///
    /// # Errors
    ///
    /// [`BootError::Register`] if the plugins cannot boot together;
    /// [`BootError::SharedSchemaName`] or [`BootError::UndeclaredSharedSchema`] if a
    /// shared schema is wrong or missing; [`BootError::NoLogins`] or [`BootError::ShortSecret`] if
    /// the plugins cannot log in; [`BootError::Directory`] if migrations on
    /// disk are not accepted; [`BootError::Source`] if two migrations of a plugin have the same
    /// version, or those of a source cannot be read, or one of them is not SQL;
    /// [`BootError::SeveralSources`] if a plugin has migrations from two sources.
    pub fn check(self) -> Result<Host<Checked>, BootError> {
        logged(Host::check(self))
    }

    /// Checks the plugins and then migrates them, each after those that it depends on:
    /// the first pass of the boot.
    ///
    /// # Errors
    ///
    /// As [`HostBuilder::check`] and [`Host::migrate`].
    pub fn migrate(self) -> Result<Host<Migrated>, BootError> {
        self.check()?.migrate()
    }
}

impl fmt::Debug for HostBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.debug_struct("HostBuilder")
            .field("plugins", &self.plugins.len())
            .field("isolation", &self.isolation)
            .finish_non_exhaustive()
    }
}
