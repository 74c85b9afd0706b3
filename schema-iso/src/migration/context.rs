//! `CheckContext`: the schema, the file and the options of a check.

use super::functions::OwnNames;

/// Which of a migration's two files is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// `up.sql`
    #[default]
    Up,
    /// `down.sql`
    Down,
}

/// The tables that a running program uses while a migration runs, about which the check warns.
///
/// ```
/// use schema_iso::migration::{CheckContext, LiveTables, check_sql};
///
/// let context = CheckContext::new("plugin_my_feature", "up.sql");
/// let sql = "CREATE INDEX items_name ON items (name);";
/// assert!(check_sql(sql, &context).findings.is_empty());
/// let context = context.with_live_tables(LiveTables::Named(&["items"]));
/// assert_eq!(check_sql(sql, &context).findings[0].code, "blocking-index");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LiveTables<'a> {
    /// Nobody uses a table: the check does not warn.
    #[default]
    None,
    /// These tables, by their names without a schema.
    Named(&'a [&'a str]),
    /// All tables but those that the migration itself makes.
    AllButNew,
}

/// What a migration is checked against: whose it is, and how it will be run.
///
/// ```
/// use schema_iso::migration::{CheckContext, check_sql};
///
/// let context = CheckContext::new("plugin_my_feature", "up.sql");
/// assert!(check_sql("CREATE TABLE items (id bigint PRIMARY KEY);", &context).is_accepted());
/// assert!(!check_sql("SELECT * FROM plugin_auth.users;", &context).is_accepted());
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CheckContext<'a> {
    /// The schema of the plugin, such as `plugin_my_feature`.
    pub own_schema: &'a str,
    /// Schemas that the host shares with every plugin, such as one for extensions.
    pub shared_schemas: &'a [&'a str],
    /// The schemas of the plugin's previous ids.
    pub previous_schemas: &'a [&'a str],
    /// The file, as findings shall name it.
    pub file: &'a str,
    /// Whether the migration runs in a transaction (`metadata.toml`).
    pub run_in_transaction: bool,
    /// Which of the migration's files it is.
    pub direction: Direction,
    /// The tables that a running program uses.
    pub live_tables: LiveTables<'a>,
    /// What the plugin's other migrations make, which this one can use.
    pub own_names: Option<&'a OwnNames>,
    /// The extensions that the host installs; none while compiling, when no host is known.
    pub extensions: Option<&'a [&'a str]>,
}

impl<'a> CheckContext<'a> {
    /// A context for an `up.sql` that runs in a transaction, without shared or
    /// previous schemas.
    #[must_use]
    pub const fn new(own_schema: &'a str, file: &'a str) -> Self {
        Self {
            own_schema,
            shared_schemas: &[],
            previous_schemas: &[],
            file,
            run_in_transaction: true,
            direction: Direction::Up,
            live_tables: LiveTables::None,
            own_names: None,
            extensions: None,
        }
    }

    /// Names the schemas that the host shares.
    #[must_use]
    pub const fn with_shared_schemas(mut self, schemas: &'a [&'a str]) -> Self {
        self.shared_schemas = schemas;
        self
    }

    /// Names the schemas of the plugin's previous ids.
    #[must_use]
    pub const fn with_previous_schemas(mut self, schemas: &'a [&'a str]) -> Self {
        self.previous_schemas = schemas;
        self
    }

    /// States whether the migration runs in a transaction.
    #[must_use]
    pub const fn with_run_in_transaction(mut self, run_in_transaction: bool) -> Self {
        self.run_in_transaction = run_in_transaction;
        self
    }

    /// States which of the migration's files it is.
    #[must_use]
    pub const fn with_direction(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    /// States which tables a running program uses, so that the check warns of what blocks or
    /// breaks them.
    #[must_use]
    pub const fn with_live_tables(mut self, tables: LiveTables<'a>) -> Self {
        self.live_tables = tables;
        self
    }

    /// Names what the plugin's other migrations make.
    #[must_use]
    pub const fn with_own_names(mut self, names: &'a OwnNames) -> Self {
        self.own_names = Some(names);
        self
    }

    /// Names the extensions that the host installs.
    #[must_use]
    pub const fn with_extensions(mut self, extensions: &'a [&'a str]) -> Self {
        self.extensions = Some(extensions);
        self
    }

    pub(super) fn may_name(&self, schema: &str) -> bool {
        schema == self.own_schema || self.shared_schemas.contains(&schema)
    }
}
