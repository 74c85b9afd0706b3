//! Reads a listing.

use std::collections::BTreeMap;

use super::file::{MIGRATION_FILES, UNREADABLE};
use super::metadata;
use super::{DirectoryEntry, Migration, MigrationSet, SqlFile};
use crate::migration::finding::{Finding, Severity};
use crate::migration::page::RulePage;
use crate::migration::place::Lines;
use crate::migration::rules::{EMPTY, is_empty};

/// What fits into the column of Diesel's tracker.
const LONGEST_VERSION: usize = 50;

const NAME: RulePage = RulePage {
    code: "migration-name",
    problem: "The name of a migration's directory has no version that Diesel can read.",
    solution: "Name it `2025-01-31-120000_create_items`: digits and hyphens, an underscore, a title.",
    reported: "migrations/create_items/up.sql",
    accepted: "migrations/2025-01-31-120000_create_items/up.sql",
};

const DUPLICATE: RulePage = RulePage {
    code: "duplicate-version",
    problem: "Two migrations have the same version, which Diesel compares without hyphens; one of them would never run.",
    solution: "Give the later one another version.",
    reported: "migrations/2025-01-31_a, migrations/20250131_b",
    accepted: "migrations/2025-01-31_a, migrations/2025-02-01_b",
};

const ORDER: RulePage = RulePage {
    code: "version-order",
    problem: "Diesel orders versions as texts, and these are ordered differently as numbers: `10` runs before `2`.",
    solution: "Give all versions the same number of digits. Dates are ordered by their first digits and may go on.",
    reported: "migrations/2_a, migrations/10_b",
    accepted: "migrations/02_a, migrations/10_b",
};

const DOWN: RulePage = RulePage {
    code: "missing-down",
    problem: "A migration cannot be reverted, and does not say that this is meant.",
    solution: "Write a `down.sql`, or one with nothing but the comment `-- irreversible: ` and the reason.",
    reported: "migrations/01_a/up.sql without a down.sql",
    accepted: "migrations/01_a/down.sql: -- irreversible: the old values are not kept",
};

const UNKNOWN: RulePage = RulePage {
    code: "unknown-file",
    problem: "A file stands where Diesel does not look, and is never run.",
    solution: "Migrations are directories with `up.sql`, `down.sql` and `metadata.toml`. Remove the file, or let its \
               name begin with a dot.",
    reported: "migrations/01_a/up.sql.bak",
    accepted: "migrations/01_a/up.sql",
};

const METADATA: RulePage = RulePage {
    code: "metadata",
    problem: "A `metadata.toml` says nothing that Diesel understands; Diesel would pass over it in silence.",
    solution: "Write `run_in_transaction = false`, or remove the file.",
    reported: "migrations/01_a/metadata.toml: run_in_transactions = false",
    accepted: "migrations/01_a/metadata.toml: run_in_transaction = false",
};

/// The pages of the rules about files.
pub(in crate::migration) const PAGES: &[&RulePage] = &[
    &NAME,
    &DUPLICATE,
    &ORDER,
    &DOWN,
    &UNKNOWN,
    &METADATA,
    &UNREADABLE,
];

/// Reads the listing of a migrations directory.
///
/// `root` is how findings name the directory. The set holds every migration that could be
/// read, also if findings speak of others; run nothing if one of them is an error.
#[must_use]
pub fn read_directory(root: &str, entries: &[DirectoryEntry]) -> (MigrationSet, Vec<Finding>) {
    let mut reading = Reading {
        root: root.trim_end_matches('/'),
        findings: Vec::new(),
    };
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|entry| entry.name());
    let mut migrations = Vec::new();
    for entry in entries {
        if entry.name().starts_with('.') {
            continue;
        }
        match entry {
            DirectoryEntry::Directory { name, files } => {
                migrations.extend(reading.migration(name, files))
            }
            DirectoryEntry::File { name } => reading.stray_file(name),
        }
    }
    migrations.sort_by(|a: &Migration, b| a.version.cmp(&b.version));
    reading.compare(&migrations);
    (MigrationSet { migrations }, reading.findings)
}

struct Reading<'r> {
    root: &'r str,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn path(&self, parts: &[&str]) -> String {
        let mut path = self.root.to_owned();
        for part in parts {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
        }
        path
    }

    fn report(
        &mut self,
        page: &'static RulePage,
        severity: Severity,
        file: &str,
        message: String,
        help: &str,
    ) {
        let finding = Finding::of_file(page, severity, file, message, help);
        self.findings.push(finding);
    }

    fn stray_file(&mut self, name: &str) {
        let is_sql = name.to_ascii_lowercase().ends_with(".sql");
        if is_sql {
            let file = self.path(&[name]);
            self.report(
                &UNKNOWN,
                Severity::Warning,
                &file,
                format!("`{name}` is not in a directory of its own and is never run"),
                "put it into a directory named by its version, as `up.sql`",
            );
        }
    }

    fn migration(&mut self, name: &str, files: &[(String, String)]) -> Option<Migration> {
        let directory = self.path(&[name]);
        let version = version(name);
        if version.is_none() {
            self.report(
                &NAME,
                Severity::Error,
                &directory,
                format!("`{name}` does not begin with a version and an underscore"),
                "name it like `2025-01-31-120000_create_items`",
            );
        }
        if let Some(long) = version.as_ref().filter(|it| it.len() > LONGEST_VERSION) {
            let found = long.len();
            self.report(
                &NAME,
                Severity::Error,
                &directory,
                format!("the version of `{name}` has {found} digits, and the tracker keeps {LONGEST_VERSION}"),
                "name it like `2025-01-31-120000_create_items`",
            );
        }
        let contents = |wanted: &str| {
            files
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, contents)| contents.as_str())
        };
        let up = self.up(&directory, contents("up.sql"));
        let (down, irreversible) = self.down(&directory, contents("down.sql"));
        let run_in_transaction = self.metadata(&directory, contents("metadata.toml"));
        for (file, _) in files {
            if !MIGRATION_FILES.contains(&file.as_str()) && !file.starts_with('.') {
                let path = format!("{directory}/{file}");
                self.report(
                    &UNKNOWN,
                    Severity::Warning,
                    &path,
                    format!("`{file}` is never run"),
                    "migrations are `up.sql`, `down.sql` and `metadata.toml`",
                );
            }
        }
        Some(Migration {
            name: name.to_owned(),
            version: version?,
            up: up?,
            down,
            irreversible,
            run_in_transaction,
        })
    }

    fn up(&mut self, directory: &str, contents: Option<&str>) -> Option<SqlFile> {
        let path = format!("{directory}/up.sql");
        match contents {
            Some(sql) if !is_empty(sql) => Some(SqlFile {
                path,
                sql: sql.to_owned(),
            }),
            found => {
                let (file, message) = match found {
                    Some(_) => (path.as_str(), "`up.sql` holds no statement"),
                    None => (directory, "the migration has no `up.sql`"),
                };
                self.report(
                    &EMPTY,
                    Severity::Error,
                    file,
                    message.to_owned(),
                    "write the statements, or remove the directory",
                );
                None
            }
        }
    }

    fn down(
        &mut self,
        directory: &str,
        contents: Option<&str>,
    ) -> (Option<SqlFile>, Option<String>) {
        let path = format!("{directory}/down.sql");
        match contents {
            Some(sql) if !is_empty(sql) => (
                Some(SqlFile {
                    path,
                    sql: sql.to_owned(),
                }),
                None,
            ),
            found => {
                let reason = found.and_then(irreversible);
                if reason.is_none() {
                    let (file, message) = match found {
                        Some(_) => (path.as_str(), "`down.sql` holds no statement"),
                        None => (directory, "the migration has no `down.sql`"),
                    };
                    self.report(
                        &DOWN,
                        Severity::Error,
                        file,
                        message.to_owned(),
                        "write a `down.sql`, or state that it cannot be reverted with a comment-only `down.sql`: \
                         `-- irreversible: reason`",
                    );
                }
                (None, reason)
            }
        }
    }

    fn metadata(&mut self, directory: &str, contents: Option<&str>) -> bool {
        let Some(contents) = contents else {
            return true;
        };
        metadata::run_in_transaction(contents).unwrap_or_else(|(message, offset)| {
            let path = format!("{directory}/metadata.toml");
            let mut finding = Finding::of_file(
                &METADATA,
                Severity::Error,
                &path,
                message,
                "write `run_in_transaction = false`, or remove the file",
            );
            let lines = Lines::new(contents);
            finding.span = lines.clamp(offset..offset);
            (finding.line, finding.column) = lines.place(offset);
            self.findings.push(finding);
            true
        })
    }

    /// Reports versions that are the same, or that sort differently as numbers.
    fn compare(&mut self, migrations: &[Migration]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for migration in migrations {
            let directory = self.path(&[&migration.name]);
            match seen.get(migration.version.as_str()).copied() {
                Some(first) => self.report(
                    &DUPLICATE,
                    Severity::Error,
                    &directory,
                    format!(
                        "`{}` has the same version as `{first}`: {}",
                        migration.name, migration.version
                    ),
                    "give one of them another version; hyphens do not count",
                ),
                None => {
                    seen.insert(&migration.version, &migration.name);
                }
            }
        }
        for pair in migrations.windows(2) {
            let [before, after] = pair else { continue };
            let dates = before.version.len() >= DATE && after.version.len() >= DATE;
            if !dates && as_number(&before.version) > as_number(&after.version) {
                let directory = self.path(&[&after.name]);
                self.report(
                    &ORDER,
                    Severity::Error,
                    &directory,
                    format!(
                        "`{}` runs after `{}`: versions are ordered as texts",
                        after.name, before.name
                    ),
                    "give all versions the same number of digits",
                );
            }
        }
    }
}

/// Versions with this many digits are dates, with or without a time and a counter behind.
/// Diesel has added digits over the years, and dates are ordered by their first ones.
const DATE: usize = "20250131".len();

/// What stands before the first underscore, without hyphens.
fn version(name: &str) -> Option<String> {
    let (version, _) = name.split_once('_')?;
    let wanted = version.starts_with(|c: char| c.is_ascii_digit())
        && version.chars().all(|c| c.is_ascii_digit() || c == '-');
    wanted.then(|| version.replace('-', ""))
}

/// Orders digits as a number of any length.
fn as_number(version: &str) -> (usize, &str) {
    let digits = version.trim_start_matches('0');
    (digits.len(), digits)
}

/// The reason in `-- irreversible: reason`.
fn irreversible(sql: &str) -> Option<String> {
    sql.trim_start_matches('\u{feff}').lines().find_map(|line| {
        let comment = line.trim().strip_prefix("--")?.trim();
        let reason = comment.strip_prefix("irreversible:")?.trim();
        (!reason.is_empty()).then(|| reason.to_owned())
    })
}
