//! Migrations that follow from the declarations, and are proven.
//!
//! [`propose`] applies the migrations that are there to a throw-away PostgreSQL, compares its
//! catalogue with the declared tables, writes the difference as migrations, and tries them there:
//! up, down and up again. [`Proposal::write`] puts them into the directory.

mod catalogue;
mod change;
mod conversion;
mod difference;
mod error;
mod name;
mod rename;
mod table;
mod text;
mod wanted;
mod workbench;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;

use self::catalogue::Catalogue;
use self::change::Change;
use self::difference::{Steps, steps};
use self::workbench::Database;
use self::write::Staging;
use crate::declarations::Declarations;

pub use self::error::{GenerateError, MigrationFailure};
pub use self::text::NewMigration;
pub use self::workbench::Workbench;

/// What the author asks for.
///
/// ```
/// let request = cargo_schema_iso::generate::Request::default();
/// assert!(!request.allow_data_loss);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The name of the migrations, without their version.
    pub name: Option<String>,
    /// Renames, as `old:new`.
    pub renames: Vec<String>,
    /// Whether data may be lost.
    pub allow_data_loss: bool,
    /// SQL for rows that have no value, by `table.column`.
    pub fills: BTreeMap<String, String>,
    /// Tables that no struct declares and that stay.
    pub kept: BTreeSet<String>,
}

/// Migrations that lead to what is declared, and back: both are proven.
#[derive(Debug)]
#[must_use]
pub struct Proposal {
    directory: PathBuf,
    migrations: Vec<NewMigration>,
    staging: Option<Staging>,
    losses: Vec<String>,
}

impl Proposal {
    /// The migrations; none if the declarations and the migrations say the same.
    #[must_use]
    pub fn migrations(&self) -> &[NewMigration] {
        &self.migrations
    }

    /// What they lose, in words.
    #[must_use]
    pub fn losses(&self) -> &[String] {
        &self.losses
    }

    /// Writes the migrations and returns their directories.
    ///
    /// # Errors
    ///
    /// [`GenerateError::File`]; then none is written.
    pub fn write(self) -> Result<Vec<PathBuf>, GenerateError> {
        match self.staging {
            Some(staging) => staging.publish(&self.directory, &self.migrations),
            None => Ok(Vec::new()),
        }
    }
}

/// Returns the statements that would make the migrations say what is declared; nothing is
/// written or refused.
///
/// # Errors
///
/// [`GenerateError`] if the migrations do not run, or PostgreSQL cannot have what is declared.
pub fn differences(
    workbench: &Workbench,
    plugin: &Declarations,
    directory: &Path,
    request: &Request,
) -> Result<Vec<String>, GenerateError> {
    let compared = Compared::new(workbench, plugin, directory, request)?;
    let changes = compared.renames.into_iter().chain(compared.steps.changes);
    Ok(changes
        .map(|change| change.up)
        .filter(|up| !up.is_empty())
        .collect())
}

/// Proposes migrations for a plugin, whose migrations are in a directory that need not exist.
///
/// # Errors
///
/// [`GenerateError`]. Nothing is written in any case.
pub fn propose(
    workbench: &Workbench,
    plugin: &Declarations,
    directory: &Path,
    request: &Request,
) -> Result<Proposal, GenerateError> {
    if let Some(name) = request.name.as_deref().filter(|name| !is_name(name)) {
        return Err(GenerateError::Name {
            name: name.to_owned(),
        });
    }
    let Compared {
        base,
        wanted,
        renames,
        steps,
    } = Compared::new(workbench, plugin, directory, request)?;
    let changes: Vec<Change> = renames.into_iter().chain(steps.changes).collect();
    let mut proposal = Proposal {
        directory: directory.to_owned(),
        migrations: text::migrations(&changes, request.name.as_deref()),
        staging: None,
        losses: steps.losses,
    };
    if proposal.migrations.is_empty() {
        return Ok(proposal);
    }
    if !proposal.losses.is_empty() && !request.allow_data_loss {
        return Err(GenerateError::DataLoss {
            losses: proposal.losses,
            renames: steps.candidates,
        });
    }
    if !steps.unfilled.is_empty() {
        return Err(GenerateError::NoValue {
            columns: steps.unfilled,
            renames: steps.candidates,
        });
    }
    let mut pg = base.connect(&plugin.schema)?;
    let last = last_version(directory);
    for (place, migration) in proposal.migrations.iter_mut().enumerate() {
        let version = workbench::version(&mut pg, last.as_deref(), place)?;
        migration.name = format!("{version}_{}", migration.name);
    }
    drop(pg);
    let staging = Staging::new(directory, &proposal.migrations)?;
    prove(
        plugin,
        &base,
        &wanted,
        staging.path(),
        &proposal.migrations,
        request,
    )?;
    proposal.staging = Some(staging);
    Ok(proposal)
}

/// The database with the migrations that are there, and how it differs from the declarations.
struct Compared<'w> {
    base: Database<'w>,
    wanted: Catalogue,
    renames: Vec<Change>,
    steps: Steps,
}

impl<'w> Compared<'w> {
    fn new(
        workbench: &'w Workbench,
        plugin: &Declarations,
        directory: &Path,
        request: &Request,
    ) -> Result<Self, GenerateError> {
        let schema = plugin.schema.as_str();
        let base = workbench.empty(plugin)?;
        if directory.exists() {
            let host = base.migrate(plugin, directory);
            host.map_err(|source| GenerateError::Existing {
                directory: directory.to_owned(),
                source,
            })?;
        }
        let wanted = declared(&base, plugin)?;
        let mut found = base.read(schema)?;
        let mut renames = Vec::new();
        if !request.renames.is_empty() {
            // What follows is said in the new names, as PostgreSQL itself says it.
            let mut pg = base.connect(schema)?;
            run(&mut pg, "BEGIN").map_err(|source| GenerateError::Database { source })?;
            let rename = |pg: &mut PgConnection, changes: &[Change]| {
                changes.iter().try_for_each(|change| {
                    run(pg, &change.up).map_err(|source| GenerateError::RenameRefused {
                        statement: change.up.clone(),
                        source,
                    })
                })
            };
            renames = rename::changes(&found, &wanted, &request.renames)?;
            rename(&mut pg, &renames)?;
            let sequences = rename::sequences(&read(&mut pg, schema)?, &wanted);
            rename(&mut pg, &sequences)?;
            renames.extend(sequences);
            found = read(&mut pg, schema)?;
        }
        let steps = steps(&found, &wanted, &request.kept, &request.fills);
        Ok(Self {
            base,
            wanted,
            renames,
            steps,
        })
    }
}

/// The declared catalogue, as PostgreSQL writes it. The transaction in which it is made ends with
/// the connection and leaves nothing.
fn declared(base: &Database<'_>, plugin: &Declarations) -> Result<Catalogue, GenerateError> {
    let schema = plugin.schema.as_str();
    let mut wanted = Catalogue::declared(plugin);
    let nothing = Catalogue::default();
    let made = steps(&nothing, &wanted, &BTreeSet::new(), &BTreeMap::new());
    let mut pg = base.connect(schema)?;
    let aside = format!(
        "BEGIN; ALTER SCHEMA \"{schema}\" RENAME TO schema_iso_aside; CREATE SCHEMA \"{schema}\""
    );
    run(&mut pg, &aside).map_err(|source| GenerateError::Database { source })?;
    for change in &made.changes {
        run(&mut pg, &change.up).map_err(|source| GenerateError::Declaration {
            statement: change.up.clone(),
            source,
        })?;
    }
    wanted.learn(&read(&mut pg, schema)?);
    Ok(wanted)
}

fn run(pg: &mut PgConnection, sql: &str) -> Result<(), diesel::result::Error> {
    pg.batch_execute(sql)
}

fn read(pg: &mut PgConnection, schema: &str) -> Result<Catalogue, GenerateError> {
    Catalogue::read(pg, schema).map_err(|source| GenerateError::Catalogue { source })
}

/// Up, down and up again.
fn prove(
    plugin: &Declarations,
    base: &Database<'_>,
    wanted: &Catalogue,
    staged: &Path,
    migrations: &[NewMigration],
    request: &Request,
) -> Result<(), GenerateError> {
    let schema = plugin.schema.as_str();
    let text = || -> String {
        let texts = migrations.iter().map(|it| {
            format!(
                "-- {}/up.sql\n{}\n-- {}/down.sql\n{}",
                it.name, it.up, it.name, it.down
            )
        });
        texts.collect::<Vec<_>>().join("\n")
    };
    let failed = |source| GenerateError::NotProven {
        text: text(),
        source,
    };
    let back = |source| {
        failed(MigrationFailure::Back {
            source: Box::new(source),
        })
    };
    let before = base.read(schema)?;
    let host = base.migrate(plugin, staged).map_err(failed)?;
    let after = base.read(schema)?;
    let rest = steps(&after, wanted, &request.kept, &request.fills);
    if !rest.changes.is_empty() {
        return Err(GenerateError::Differs {
            direction: "to what is declared",
            differences: rest.changes.into_iter().map(|it| it.up).collect(),
            text: text(),
        });
    }
    let id = schema_iso::id::PluginId::new(&plugin.id).map_err(|_| failed(MigrationFailure::Id))?;
    host.revert_of(id, migrations.len()).map_err(back)?;
    same(
        &before,
        &base.read(schema)?,
        "back to what was there",
        &text,
    )?;
    drop(host);
    drop(base.migrate(plugin, staged).map_err(failed)?);
    same(
        &after,
        &base.read(schema)?,
        "to the same place twice",
        &text,
    )
}

fn same(
    one: &Catalogue,
    other: &Catalogue,
    direction: &'static str,
    text: &dyn Fn() -> String,
) -> Result<(), GenerateError> {
    let (one, other) = (one.lines(), other.lines());
    let gone = one.difference(&other).map(|line| format!("- {line}"));
    let new = other.difference(&one).map(|line| format!("+ {line}"));
    let differences: Vec<String> = gone.chain(new).collect();
    if differences.is_empty() {
        return Ok(());
    }
    Err(GenerateError::Differs {
        direction,
        differences,
        text: text(),
    })
}

fn is_name(name: &str) -> bool {
    let valid = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    !name.is_empty() && name.len() <= 100 && name.chars().all(valid)
}

/// The last version of a directory, without hyphens.
fn last_version(directory: &Path) -> Option<String> {
    let entries = std::fs::read_dir(directory).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter(|name| !name.starts_with('.'))
        .filter_map(|name| Some(name.split_once('_')?.0.replace('-', "")))
        .max()
}
