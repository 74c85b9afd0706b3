//! Checks all migrations of a plugin, and hands out the texts to run.

use std::collections::BTreeMap;

use super::check::{CheckReport, check_script};
use super::context::{CheckContext, Direction, LiveTables};
use super::finding::{Finding, Severity};
use super::functions::OwnNames;
use super::identifier::{LONGEST, kept};
use super::layout::{DirectoryEntry, Migration, MigrationSet, SqlFile, read_directory};
use super::place::{BYTE_ORDER_MARK, Lines};
use super::rewrite::{Removal, strip_script};
use super::rules::truncated_name;
use super::syntax::Script;

/// Whose migrations are checked.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SetContext<'a> {
    /// The schema of the plugin, such as `plugin_my_feature`.
    pub own_schema: &'a str,
    /// Schemas that the host shares with every plugin.
    pub shared_schemas: &'a [&'a str],
    /// The schemas of the plugin's previous ids.
    pub previous_schemas: &'a [&'a str],
}

impl<'a> SetContext<'a> {
    /// A context without shared or previous schemas.
    #[must_use]
    pub const fn new(own_schema: &'a str) -> Self {
        Self {
            own_schema,
            shared_schemas: &[],
            previous_schemas: &[],
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

    fn file<'f>(
        &self,
        file: &'f str,
        migration: &Migration,
        direction: Direction,
    ) -> CheckContext<'f>
    where
        'a: 'f,
    {
        CheckContext::new(self.own_schema, file)
            .with_shared_schemas(self.shared_schemas)
            .with_previous_schemas(self.previous_schemas)
            .with_run_in_transaction(migration.run_in_transaction)
            .with_direction(direction)
    }
}

/// A migration with the texts to run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedMigration {
    /// The migration, as it was read.
    pub migration: Migration,
    /// `up.sql` without `public.` qualifiers and without a byte-order mark, which
    /// PostgreSQL would not take.
    pub up: String,
    /// The same for `down.sql`, unless the migration cannot be reverted.
    pub down: Option<String>,
    /// What was removed from `up.sql`.
    pub up_removals: Vec<Removal>,
    /// What was removed from `down.sql`.
    pub down_removals: Vec<Removal>,
}

/// All migrations of a plugin, in the order in which they run, and all findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedSet {
    /// The migrations; not to be run unless [`is_accepted`](Self::is_accepted).
    pub migrations: Vec<CheckedMigration>,
    /// The findings of all files.
    pub report: CheckReport,
}

impl CheckedSet {
    /// Whether there is no error.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.report.is_accepted()
    }
}

/// Reads and checks a migrations directory from its listing (ISO-06).
///
/// ```
/// use schema_iso::migration::{DirectoryEntry, SetContext, check_directory};
///
/// let listing = [DirectoryEntry::directory(
///     "2025-01-31-120000_create_items",
///     [
///         ("up.sql", "CREATE TABLE public.items (id bigint PRIMARY KEY);"),
///         ("down.sql", "DROP TABLE items;"),
///     ],
/// )];
/// let checked = check_directory("migrations", &listing, &SetContext::new("plugin_my_feature"));
/// assert!(checked.is_accepted());
/// assert_eq!(checked.migrations[0].up, "CREATE TABLE items (id bigint PRIMARY KEY);");
/// ```
#[must_use]
pub fn check_directory(
    root: &str,
    entries: &[DirectoryEntry],
    context: &SetContext<'_>,
) -> CheckedSet {
    let (set, findings) = read_directory(root, entries);
    let mut checked = check_set(&set, context);
    checked.report.findings.splice(0..0, findings);
    checked
}

/// Checks a set that was read before.
fn check_set(set: &MigrationSet, context: &SetContext<'_>) -> CheckedSet {
    let mut checked = CheckedSet::default();
    let own = own_names(set);
    for (at, migration) in set.migrations.iter().enumerate() {
        // The last one is about to be deployed; what came before it was.
        let is_next = at > 0 && at + 1 == set.migrations.len();
        let live = match is_next {
            true => LiveTables::AllButNew,
            false => LiveTables::None,
        };
        let (migration, findings) = check_migration(migration, context, live, &own);
        checked.migrations.push(migration);
        checked.report.findings.extend(findings);
    }
    let files = set.migrations.iter();
    let files = files.flat_map(|migration| [Some(&migration.up), migration.down.as_ref()]);
    let files = files.flatten().map(|file| (&*file.path, &*file.sql));
    checked.report.findings.extend(names_that_meet(files));
    checked
}

/// What the migrations of a set make, for all of them: a body may call what a later one makes.
fn own_names(set: &MigrationSet) -> OwnNames {
    let files = set.migrations.iter();
    let files = files.flat_map(|migration| [Some(&migration.up), migration.down.as_ref()]);
    OwnNames::of(files.flatten().map(|file| &*file.sql))
}

/// Finds names in several files of a plugin that PostgreSQL cuts to the same 63 bytes, each
/// file with its path. What meets inside of one file is found by
/// [`check_sql`](super::check_sql).
#[must_use]
pub fn names_that_meet<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Finding> {
    let mut first: BTreeMap<String, (String, usize, &str)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (at, (path, sql)) in files.into_iter().enumerate() {
        if !has_long_word(sql) {
            continue;
        }
        for (name, span) in truncated_name::long_names(&Script::parse(sql)) {
            let cut = kept(&name).to_owned();
            match first.get(&cut) {
                Some((other, elsewhere, file)) if *other != name && *elsewhere != at => {
                    let (message, help) = truncated_name::meet(&name, other, &cut);
                    let lines = Lines::new(sql);
                    let (line, column) = lines.place(span.start);
                    findings.push(Finding {
                        span,
                        line,
                        column,
                        ..Finding::of_file(
                            &truncated_name::PAGE,
                            Severity::Error,
                            path,
                            format!("{message}, in {file}"),
                            help,
                        )
                    });
                }
                Some(_) => {}
                None => {
                    first.insert(cut, (name, at, path));
                }
            }
        }
    }
    findings
}

/// Whether a text can hold a name of more than 63 bytes: few do, and those alone are parsed.
fn has_long_word(sql: &str) -> bool {
    let is_quoted = |byte: &u8| *byte != b'"' && *byte != b'\n';
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 128..);
    let bytes = sql.as_bytes();
    bytes
        .split(|byte| !is_plain(byte))
        .any(|word| word.len() > LONGEST)
        || sql.contains('"')
            && bytes
                .split(|byte| !is_quoted(byte))
                .any(|word| word.len() > LONGEST)
}

/// Checks one migration; each of its files is parsed once.
fn check_migration(
    migration: &Migration,
    context: &SetContext<'_>,
    live: LiveTables<'_>,
    own: &OwnNames,
) -> (CheckedMigration, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut read = |file: &SqlFile, direction| {
        let script = Script::parse(&file.sql);
        let context = context
            .file(&file.path, migration, direction)
            .with_own_names(own);
        let context = match direction {
            Direction::Up => context.with_live_tables(live),
            Direction::Down => context,
        };
        let report = check_script(&script, &context);
        findings.extend(report.findings);
        let stripped = strip_script(&script);
        let sql = stripped
            .sql
            .strip_prefix(BYTE_ORDER_MARK)
            .unwrap_or(&stripped.sql);
        (sql.to_owned(), stripped.removals)
    };
    let (up, up_removals) = read(&migration.up, Direction::Up);
    let (down, down_removals) = migration
        .down
        .as_ref()
        .map(|down| read(down, Direction::Down))
        .unzip();
    let checked = CheckedMigration {
        migration: migration.clone(),
        up,
        down,
        up_removals,
        down_removals: down_removals.unwrap_or_default(),
    };
    (checked, findings)
}
