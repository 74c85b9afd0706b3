//! Migrations as `diesel_migrations` knows them: reading any source, and being one.
//!
//! A migration of any source is asked to run on a [`Recorder`], which runs nothing and takes
//! the text down. So each text can be checked (ISO-06) and stripped before anything runs.

use core::fmt;
use std::any::Any;
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use diesel::connection::{BoxableConnection, SimpleConnection};
use diesel::migration::{
    self, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion,
};
use diesel::pg::Pg;
use diesel::result::QueryResult;
use diesel_migrations::MigrationError;
use schema_iso::plugin::PluginMetadata;

use super::error::SourceError;
use super::plan::{MigrationText, Plan, PlannedMigration, can_be_noted};

/// The migrations of one plugin, as a source for anything that takes a
/// [`MigrationSource`].
///
/// [`PluginMigrations::of`] has what `#[plugin(migrations = "…")]` embeds;
/// [`Host::migrations_of`](crate::Host::migrations_of) has what is registered with a
/// host, whatever its source.
///
/// ```
/// use notes::Notes; // a plugin
/// use schema_iso_host::{MigrationSource, Pg, Plugin, PluginMigrations};
///
/// let source = PluginMigrations::of(&Notes::METADATA);
/// let migrations = MigrationSource::<Pg>::migrations(&source).unwrap();
/// assert_eq!(migrations[0].name().to_string(), "2026-01-05-080000_create_notes");
/// ```
#[derive(Clone)]
pub struct PluginMigrations(Vec<Arc<PlannedMigration>>);

impl PluginMigrations {
    /// What a plugin embeds.
    #[must_use]
    pub fn of(metadata: &PluginMetadata) -> Self {
        Self::planned(&Plan::of(metadata))
    }

    pub(crate) fn planned(plan: &Plan) -> Self {
        Self(plan.migrations.clone())
    }
}

impl fmt::Debug for PluginMigrations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|migration| &migration.name);
        f.debug_list().entries(names).finish()
    }
}

impl MigrationSource<Pg> for PluginMigrations {
    fn migrations(&self) -> migration::Result<Vec<Box<dyn migration::Migration<Pg>>>> {
        let migrations = self.0.iter().cloned().map(Planned);
        let boxed = |planned| -> Box<dyn migration::Migration<Pg>> { Box::new(planned) };
        Ok(migrations.map(boxed).collect())
    }
}

/// A migration of a plan, as `diesel_migrations` knows it.
struct Planned(Arc<PlannedMigration>);

impl migration::Migration<Pg> for Planned {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> migration::Result<()> {
        Ok(connection.batch_execute(self.0.up.sql())?)
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<Pg>) -> migration::Result<()> {
        match &self.0.down {
            Some(down) => Ok(connection.batch_execute(down.sql())?),
            None => Err(MigrationError::NoMigrationRevertFile.into()),
        }
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

impl MigrationMetadata for Planned {
    fn run_in_transaction(&self) -> bool {
        self.0.run_in_transaction
    }
}

impl MigrationName for Planned {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(&*self.0.version)
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)
    }
}

/// Reads all migrations of a source. Nothing runs. A panic of the source is an error.
pub(crate) fn read(source: &dyn MigrationSource<Pg>) -> Result<Vec<PlannedMigration>, SourceError> {
    caught(|| {
        let migrations = source
            .migrations()
            .map_err(|source| SourceError::Unreadable { source })?;
        let migrations = migrations.iter();
        migrations.map(|migration| recorded(&**migration)).collect()
    })
}

/// Reads one migration. Nothing runs. A panic of the migration is an error.
pub(super) fn record(
    migration: &dyn migration::Migration<Pg>,
) -> Result<PlannedMigration, SourceError> {
    caught(|| recorded(migration))
}

/// Turns a panic of somebody else's source into an error.
fn caught<T>(read: impl FnOnce() -> Result<T, SourceError>) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref().map(String::as_str));
        Err(SourceError::Panicked {
            message: text.unwrap_or("no message").to_owned(),
        })
    })
}

fn recorded(migration: &dyn migration::Migration<Pg>) -> Result<PlannedMigration, SourceError> {
    let name = migration.name().to_string();
    let version = migration.name().version().to_string();
    if !can_be_noted(&version, &name) {
        return Err(SourceError::Version { migration: name });
    }
    let up = match taken_down(|recorder| migration.run(recorder)) {
        Recorded::Sql(sql) => MigrationText::recorded(sql, format!("{name}/up.sql")),
        Recorded::Nothing | Recorded::NotSql => {
            return Err(SourceError::NotSql { migration: name });
        }
        Recorded::Failed(source) => {
            let migration = name;
            return Err(SourceError::Text { migration, source });
        }
    };
    let down = match taken_down(|recorder| migration.revert(recorder)) {
        Recorded::Sql(sql) if has_statements(&sql) => {
            Some(MigrationText::recorded(sql, format!("{name}/down.sql")))
        }
        // A way back that is empty is none.
        Recorded::Sql(_) | Recorded::Nothing => None,
        Recorded::NotSql => return Err(SourceError::NotSql { migration: name }),
        Recorded::Failed(source) if has_no_way_back(&*source) => None,
        Recorded::Failed(source) => {
            let migration = name;
            return Err(SourceError::Text { migration, source });
        }
    };
    Ok(PlannedMigration {
        version: Cow::Owned(version),
        name: Cow::Owned(name),
        up,
        down,
        run_in_transaction: migration.metadata().run_in_transaction(),
        removals: &[],
    })
}

fn has_no_way_back(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(
        error.downcast_ref(),
        Some(MigrationError::NoMigrationRevertFile)
    )
}

/// Whether a text is more than comments and white space.
fn has_statements(sql: &str) -> bool {
    !schema_iso::migration::is_empty(sql)
}

/// What a migration did with the recorder.
enum Recorded {
    Sql(String),
    Nothing,
    NotSql,
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// Lets a migration run on a recorder. A migration in Rust may panic there, since it does not
/// get the connection that it expects.
fn taken_down(
    run: impl FnOnce(&mut dyn BoxableConnection<Pg>) -> migration::Result<()>,
) -> Recorded {
    let mut recorder = Recorder::default();
    let done = catch_unwind(AssertUnwindSafe(|| run(&mut recorder)));
    if recorder.asked_for_itself.get() {
        return Recorded::NotSql;
    }
    match done {
        Err(_) => Recorded::NotSql,
        Ok(Err(error)) => Recorded::Failed(error),
        Ok(Ok(())) if recorder.texts.is_empty() => Recorded::Nothing,
        // The line break keeps a comment at the end of a text from hiding the semicolon.
        Ok(Ok(())) => Recorded::Sql(recorder.texts.join("\n;\n")),
    }
}

/// A connection that takes down what it is to execute, and executes nothing.
#[derive(Default)]
struct Recorder {
    texts: Vec<String>,
    /// Whether somebody looked for the connection behind the trait, to run something that is
    /// no text.
    asked_for_itself: Cell<bool>,
}

impl SimpleConnection for Recorder {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.texts.push(query.to_owned());
        Ok(())
    }
}

impl BoxableConnection<Pg> for Recorder {
    fn as_any(&self) -> &dyn Any {
        self.asked_for_itself.set(true);
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self.asked_for_itself.set(true);
        self
    }
}
