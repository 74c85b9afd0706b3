//! What can stop the migrations of a plugin.

use diesel::result::{ConnectionError, DatabaseErrorKind, Error};
use schema_iso::id::PluginId;
use schema_iso::migration::CheckReport;

use super::adopt::AdoptError;
use super::lock::LockError;
use super::plan::{Migration, Plan, Script};
use super::rename::RenameError;
use super::role::RoleError;

/// Why the migrations of a plugin stopped.
///
/// What was applied before stays; what failed was rolled back as a whole, unless the
/// variant says otherwise.
///
/// ```
/// use schema_iso::PluginId;
/// use schema_iso_host::MigrateError;
///
/// let error = MigrateError::Changed {
///     plugin: PluginId::literal("notes"),
///     migrations: vec!["2026-01-01-000000_create_notes".to_owned()],
/// };
/// assert_eq!(
///     error.to_string(),
///     "migrations of the plugin `notes` have changed since they were applied: \
///      2026-01-01-000000_create_notes; restore their text and put the change into a new one, \
///      or let the host report them, by `changed_migrations(Policy::Report)`",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The database cannot be reached.
    #[error("could not connect to the database for the plugin `{plugin}`")]
    Connect {
        /// The plugin.
        plugin: PluginId,
        /// What libpq says.
        source: ConnectionError,
    },
    /// The connection was lost. What ran was rolled back; if the connection was lost
    /// while it was committed, the next boot finds out.
    #[error("lost the connection to the database: could not {action} for the plugin `{plugin}`")]
    ConnectionLost {
        /// The plugin.
        plugin: PluginId,
        /// What was being done.
        action: String,
        /// Whether nothing of it can have reached the database.
        before_sending: bool,
        /// What libpq says.
        source: Error,
    },
    /// A statement of the runner failed.
    #[error("could not {action} for the plugin `{plugin}`")]
    Statement {
        /// The plugin.
        plugin: PluginId,
        /// What was being done.
        action: String,
        /// What PostgreSQL says.
        source: Error,
    },
    /// There was no getting the plugin's lock.
    #[error("could not lock the migrations of the plugin `{plugin}`")]
    Lock {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: LockError,
    },
    /// The lock is not held any more, though the connection is there: a pooler gave
    /// the session to somebody else, or a migration unlocked it.
    #[error(
        "the lock of the plugin `{plugin}` was lost around the migration `{migration}`; a pooler that \
         shares connections between transactions cannot be used for migrations"
    )]
    LockLost {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
    },
    /// The data of a previous id could not be taken over (ISO-09).
    #[error("could not rename the schema of the plugin `{plugin}`")]
    Rename {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: RenameError,
    },
    /// What stands in `public` could not be taken over.
    #[error("could not move what the plugin `{plugin}` has in `public`")]
    Adopt {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: AdoptError,
    },
    /// The plugin's role could not be set up (ISO-11).
    #[error("could not set up the role of the plugin `{plugin}`")]
    Role {
        /// The plugin.
        plugin: PluginId,
        /// Why.
        source: RoleError,
    },
    /// The schema belongs to a role that the host's role is not a member of.
    #[error(
        "the schema `{schema}` of the plugin `{plugin}` belongs to the role `{owner}`, which the role `{role}` is no \
         member of; let a superuser run `{fix}`"
    )]
    ForeignSchema {
        /// The plugin.
        plugin: PluginId,
        /// The schema.
        schema: String,
        /// Who owns it.
        owner: String,
        /// The role that the host runs as.
        role: String,
        /// The statement that would help.
        fix: String,
    },
    /// The host's role lacks a privilege.
    #[error("the role `{role}` lacks a privilege to migrate the plugin `{plugin}`; run `{fix}`")]
    MissingGrant {
        /// The plugin.
        plugin: PluginId,
        /// The role that the host runs as.
        role: String,
        /// The statement that would help.
        fix: String,
    },
    /// A statement of a migration failed.
    #[error("the migration `{migration}` of the plugin `{plugin}` failed at {}", at(file, *line))]
    Migration {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The line, where PostgreSQL names a position.
        line: Option<u32>,
        /// What PostgreSQL says.
        source: Error,
    },
    /// A migration ended the transaction that it ran in. A part of it may be there to
    /// stay; it does not count as applied.
    #[error(
        "the migration `{migration}` of the plugin `{plugin}` ended its transaction ({file}); a part of it may be \
         committed, and it does not count as applied"
    )]
    EndedTransaction {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
        /// The file.
        file: String,
    },
    /// A migration that runs outside of a transaction began one and left it open.
    #[error(
        "the migration `{migration}` of the plugin `{plugin}` left a transaction open ({file})"
    )]
    LeftTransactionOpen {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
        /// The file.
        file: String,
    },
    /// A migration changed the role that it ran as, so that what it made may belong to
    /// somebody else.
    #[error(
        "the migration `{migration}` of the plugin `{plugin}` changed the role from `{before}` to `{after}` ({file})"
    )]
    ChangedRole {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The role before.
        before: String,
        /// The role after.
        after: String,
    },
    /// Embedded migrations that were about to run are not accepted (ISO-06). None of them
    /// ran.
    #[error("migrations of the plugin `{plugin}` are not accepted:\n{report}")]
    Refused {
        /// The plugin.
        plugin: PluginId,
        /// The errors that the check found.
        report: CheckReport,
    },
    /// Migrations that were applied have another text now (ISO-13).
    #[error(
        "migrations of the plugin `{plugin}` have changed since they were applied: {}; restore their \
         text and put the change into a new one, or let the host report them, by \
         `changed_migrations(Policy::Report)`",
        migrations.join(", ")
    )]
    Changed {
        /// The plugin.
        plugin: PluginId,
        /// The migrations.
        migrations: Vec<String>,
    },
    /// Migrations that were applied are not embedded (ISO-13).
    #[error(
        "the database has migrations of the plugin `{plugin}` that this program does not know: {}",
        versions.join(", ")
    )]
    Missing {
        /// The plugin.
        plugin: PluginId,
        /// Their versions.
        versions: Vec<String>,
    },
    /// A migration that was applied cannot be taken back by a program that does not have it.
    #[error(
        "the migration `{version}` of the plugin `{plugin}` is not known to this program, so that only one that has it \
         can revert it"
    )]
    NotEmbedded {
        /// The plugin.
        plugin: PluginId,
        /// The migration's version.
        version: String,
    },
    /// A migration cannot be taken back: it has no `down.sql`.
    #[error(
        "the migration `{migration}` of the plugin `{plugin}` cannot be reverted: it has no `down.sql`, or says there \
         that it is irreversible"
    )]
    Irreversible {
        /// The plugin.
        plugin: PluginId,
        /// The migration.
        migration: String,
    },
    /// Something outside of a schema that is to be dropped depends on what stands in it.
    #[error(
        "something outside of the schema `{schema}` of the plugin `{plugin}` depends on it; drop that first"
    )]
    NeededElsewhere {
        /// The plugin.
        plugin: PluginId,
        /// The schema.
        schema: String,
    },
    /// The boot was cancelled, or the migrations of another plugin failed.
    #[error("the migrations of the plugin `{plugin}` were stopped")]
    Stopped {
        /// The plugin.
        plugin: PluginId,
    },
}

fn at(file: &str, line: Option<u32>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

impl MigrateError {
    /// Wraps the failure of a statement of the runner.
    pub(super) fn statement(plan: &Plan, action: impl Into<String>, source: Error) -> Self {
        let (plugin, action) = (plan.id, action.into());
        if is_lost(&source) {
            Self::ConnectionLost {
                plugin,
                action,
                before_sending: false,
                source,
            }
        } else {
            Self::Statement {
                plugin,
                action,
                source,
            }
        }
    }

    /// Wraps the failure of a migration's own text.
    pub(super) fn script(
        plan: &Plan,
        migration: &Migration,
        script: &Script,
        source: Error,
    ) -> Self {
        if is_lost(&source) {
            return Self::statement(plan, format!("run {}", script.path), source);
        }
        let position = match &source {
            Error::DatabaseError(_, information) => information.statement_position(),
            _ => None,
        };
        Self::Migration {
            plugin: plan.id,
            migration: migration.name.clone().into_owned(),
            file: script.path.clone().into_owned(),
            line: position.and_then(|position| script.line(position)),
            source,
        }
    }

    /// Whether to try again, with a new connection: nothing was done yet.
    pub(super) fn is_before_sending(&self) -> bool {
        matches!(
            self,
            Self::ConnectionLost {
                before_sending: true,
                ..
            }
        )
    }
}

/// Whether the connection is gone.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(
        error,
        Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
            _
        )
    )
}

/// Whether the same transaction may well succeed the next time (40001, 40P01).
///
/// Diesel names the kind of the first only. The second is told by its message, and so
/// only where PostgreSQL speaks English.
pub(super) fn is_transient(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, information) => {
            information.message() == "deadlock detected"
        }
        _ => false,
    }
}
