//! `EmbeddedMigration`: a migration in the plugin's binary.

/// One migration of a plugin, with its text, as the macro embeds it.
///
/// ```
/// use schema_iso::plugin::EmbeddedMigration;
///
/// const CREATE_ITEMS: EmbeddedMigration = EmbeddedMigration::new(
///     "20260101000000",
///     "2026-01-01-000000_create_items",
///     "CREATE TABLE items (id bigint PRIMARY KEY)",
///     "migrations/2026-01-01-000000_create_items/up.sql",
/// )
/// .with_down(
///     "DROP TABLE items",
///     "migrations/2026-01-01-000000_create_items/down.sql",
/// );
/// assert!(CREATE_ITEMS.run_in_transaction());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbeddedMigration {
    version: &'static str,
    name: &'static str,
    up: &'static str,
    up_path: &'static str,
    down: Option<&'static str>,
    down_path: Option<&'static str>,
    run_in_transaction: bool,
    removals: &'static [&'static str],
}

impl EmbeddedMigration {
    /// Describes a migration that runs in a transaction and cannot be reverted.
    ///
    /// The `name` is that of the migration's directory, and the `version` is the part of it before
    /// the first underscore, without hyphens, as in Diesel. The path is for messages.
    #[must_use]
    pub const fn new(
        version: &'static str,
        name: &'static str,
        up: &'static str,
        up_path: &'static str,
    ) -> Self {
        Self {
            version,
            name,
            up,
            up_path,
            down: None,
            down_path: None,
            run_in_transaction: true,
            removals: &[],
        }
    }

    /// Adds the way back and where its text comes from.
    #[must_use]
    pub const fn with_down(mut self, down: &'static str, down_path: &'static str) -> Self {
        self.down = Some(down);
        self.down_path = Some(down_path);
        self
    }

    /// Sets whether the migration runs in a transaction.
    #[must_use]
    pub const fn with_run_in_transaction(mut self, run_in_transaction: bool) -> Self {
        self.run_in_transaction = run_in_transaction;
        self
    }

    /// Sets what was removed from the texts before they were embedded, each with its place,
    /// such as ``migrations/1_a/up.sql:1:14: `public.` ``.
    #[must_use]
    pub const fn with_removals(mut self, removals: &'static [&'static str]) -> Self {
        self.removals = removals;
        self
    }

    /// The version, by which migrations are ordered and remembered.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The full name of the migration's directory.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The SQL that applies the migration.
    #[must_use]
    pub const fn up(&self) -> &'static str {
        self.up
    }

    /// Where the SQL that applies the migration comes from, for messages.
    #[must_use]
    pub const fn up_path(&self) -> &'static str {
        self.up_path
    }

    /// The SQL that takes the migration back.
    #[must_use]
    pub const fn down(&self) -> Option<&'static str> {
        self.down
    }

    /// Where the SQL that takes the migration back comes from, for messages.
    #[must_use]
    pub const fn down_path(&self) -> Option<&'static str> {
        self.down_path
    }

    /// Whether the migration runs in a transaction.
    #[must_use]
    pub const fn run_in_transaction(&self) -> bool {
        self.run_in_transaction
    }

    /// What was removed from the texts before they were embedded, for the log.
    #[must_use]
    pub const fn removals(&self) -> &'static [&'static str] {
        self.removals
    }
}
