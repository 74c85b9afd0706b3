//! What can stop the migrations of a plugin.

use schema_iso::migration::CheckReport;

use super::adopt::AdoptError;
use super::index::InvalidIndex;
use super::lock::LockError;
use super::owner::OwnerError;
use super::rename::RenameError;
use super::role::RoleError;
use super::server::ServerError;
use super::source::SourceError;
use super::sql::SqlError;
use crate::address::ConnectFailure;

/// Why the migrations of a plugin stopped; [`MigrateError`](super::MigrateError) names the
/// plugin.
///
/// What was applied before stays; what failed was rolled back as a whole, unless the
/// variant says otherwise.
///
/// ```
/// use schema_iso_host::MigrateErrorKind;
///
/// let error = MigrateErrorKind::Changed {
///     migrations: vec!["2026-01-01-000000_create_notes".to_owned()],
/// };
/// assert_eq!(
///     error.to_string(),
///     "migrations have changed since they were applied: \
///      2026-01-01-000000_create_notes; restore their text and put the change into a new one, \
///      or accept one's new text, by `Host::accept_changed`, \
///      or let the host report them, by `changed_migrations(Policy::Report)`",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateErrorKind {
    /// The database cannot be reached.
    #[error("could not connect to the database")]
    Connect {
        /// What libpq says.
        source: ConnectFailure,
    },
    /// The server cannot be migrated as it is, or not by this address.
    #[error("the database cannot be migrated")]
    Server {
        /// Why.
        source: ServerError,
    },
    /// The connection was lost. What ran was rolled back; if the connection was lost
    /// while it was committed, the next boot finds out.
    #[error("lost the connection to the database: could not {action}")]
    ConnectionLost {
        /// What was being done.
        action: String,
        /// Whether nothing of it can have reached the database.
        before_sending: bool,
        /// What libpq says.
        source: SqlError,
    },
    /// A statement of the runner failed.
    #[error("could not {action}")]
    Statement {
        /// What was being done.
        action: String,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// The plugin's migration lock could not be acquired.
    #[error("could not acquire the migration lock")]
    Lock {
        /// Why.
        source: LockError,
    },
    /// The lock is not held any more, though the connection is there: a pooler gave
    /// the session to somebody else, or a migration unlocked it.
    #[error(
        "the migration lock was lost around the migration `{migration}`; a pooler that shares \
         connections between transactions cannot be used for migrations"
    )]
    LockLost {
        /// The migration.
        migration: String,
    },
    /// The lock was lost while the plugin's `init` ran: its connection was given to somebody
    /// else, by a pooler for one. What `init` did stays.
    #[error(
        "the lock was lost while `init` ran, so that another process may have run it at the same time; a pooler that \
         shares connections between transactions cannot be used for migrations"
    )]
    InitLockLost,
    /// The data of a previous id could not be taken over (ISO-09).
    #[error("could not rename the schema")]
    Rename {
        /// Why.
        source: RenameError,
    },
    /// A schema belongs to another program or to another plugin (ISO-17).
    #[error("the schema is not the plugin's")]
    Owner {
        /// Why.
        source: OwnerError,
    },
    /// What stands in `public` could not be taken over.
    #[error("could not move the plugin's objects out of `public`")]
    Adopt {
        /// Why.
        source: AdoptError,
    },
    /// The plugin's role could not be set up (ISO-11).
    #[error("could not set up the plugin's role")]
    Role {
        /// Why.
        source: RoleError,
    },
    /// The schema belongs to a role that the host's role is not a member of.
    #[error(
        "the schema `{schema}` belongs to the role `{owner}`, of which the role `{role}` is not a member; let a superuser run `{fix}`"
    )]
    ForeignSchema {
        /// The schema.
        schema: String,
        /// The owner of the schema.
        owner: String,
        /// The role that the host runs as.
        role: String,
        /// The statement that would help.
        fix: String,
    },
    /// The host's role lacks a privilege.
    #[error("the role `{role}` lacks a privilege; run `{fix}`")]
    MissingGrant {
        /// The role that the host runs as.
        role: String,
        /// The statement that would help.
        fix: String,
    },
    /// A statement of a migration failed.
    #[error("the migration `{migration}` failed at {}", at(file, *line))]
    Migration {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The line, where PostgreSQL names a position, or that of the statement, where it could
        /// be found out.
        line: Option<u32>,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// A migration ended the transaction that it ran in. A part of it may be there to
    /// stay; it does not count as applied.
    #[error(
        "the migration `{migration}` ended its transaction ({file}); a part of it may be committed, and it does not count as applied"
    )]
    EndedTransaction {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
    },
    /// A migration that runs outside of a transaction began one and left it open.
    #[error("the migration `{migration}` left a transaction open ({file})")]
    LeftTransactionOpen {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
    },
    /// A migration changed the role that it ran as, so that what it made may belong to
    /// somebody else.
    #[error("the migration `{migration}` changed the role from `{before}` to `{after}` ({file})")]
    ChangedRole {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The role before.
        before: String,
        /// The role after.
        after: String,
    },
    /// The locks of a migration were not free, however often it was tried. It was rolled back.
    #[error(
        "the migration `{migration}` ({file}) did not get its locks within {seconds} s of trying again: other \
         transactions use its tables; end them, or set `lock_timeout` or `lock_retry_limit` of the host"
    )]
    Busy {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// How long it was tried.
        seconds: u64,
        /// What PostgreSQL says.
        source: SqlError,
    },
    /// A migration changed the tables in which the runner notes what was applied (ISO-16). It
    /// was rolled back; outside of a transaction, the tables were restored.
    #[error(
        "the migration `{migration}` changed the tables `__diesel_schema_migrations` and `__schema_iso_migrations`, \
         in which the host notes what was applied ({file}); it does not count as applied; leave them out, also \
         where it goes through all tables of the schema"
    )]
    TrackersChanged {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// What PostgreSQL says, if they cannot be read any more.
        source: Option<SqlError>,
    },
    /// A migration made something outside of the plugin's schema (ISO-16). It was rolled back.
    #[error(
        "the migration `{migration}` made or changed what is not in the schema `{schema}` ({file}): {}; it was rolled \
         back; name no other schema, and do not change the search path",
        objects.join(", ")
    )]
    Elsewhere {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The plugin's schema.
        schema: String,
        /// The objects, as PostgreSQL describes them.
        objects: Vec<String>,
    },
    /// Indexes that a migration made, or found and took for its own, are invalid (ISO-16). The
    /// migration does not count as applied.
    #[error(
        "the migration `{migration}` does not count as applied ({file}): PostgreSQL neither uses nor enforces {}; drop \
         what is invalid, and boot again",
        listed(indexes)
    )]
    InvalidIndexes {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The indexes.
        indexes: Vec<InvalidIndex>,
    },
    /// A migration that runs outside of a transaction was interrupted, and its text does not
    /// say how much of it is there (ISO-16).
    #[error(
        "the migration `{migration}` ({file}) was interrupted, and runs outside of a transaction, so that a part of it \
         may be there; look, and run `{again}` to let it run again, or `{applied}` if all of it is there"
    )]
    Interrupted {
        /// The migration.
        migration: String,
        /// The file.
        file: String,
        /// The statement that lets it run again.
        again: String,
        /// The statement that notes it as applied.
        applied: String,
    },
    /// Embedded migrations that were about to run are not accepted (ISO-06). None of them
    /// ran.
    #[error("migrations are not accepted:\n{report}")]
    Refused {
        /// The errors that the check found.
        report: CheckReport,
    },
    /// Migrations that were applied have another text now (ISO-13).
    #[error(
        "migrations have changed since they were applied: {}; restore their \
         text and put the change into a new one, or accept one's new text, by `Host::accept_changed`, \
         or let the host report them, by `changed_migrations(Policy::Report)`",
        migrations.join(", ")
    )]
    Changed {
        /// The migrations.
        migrations: Vec<String>,
    },
    /// Migrations that were applied are not embedded (ISO-13).
    #[error(
        "the database has migrations that this program does not know: {}",
        versions.join(", ")
    )]
    Missing {
        /// Their versions.
        versions: Vec<String>,
    },
    /// Migrations are pending though later ones were applied (ISO-13).
    #[error(
        "migrations are older than others that were applied, and would run after them: {}; give them a later version, \
         or let the host run them, by `late_migrations(Policy::Report)`",
        migrations.join(", ")
    )]
    Late {
        /// The migrations.
        migrations: Vec<String>,
    },
    /// A migration that was applied cannot be taken back by a program that does not have it.
    #[error(
        "the migration `{version}` is not known to this program, so that only one that has it can revert it"
    )]
    NotEmbedded {
        /// The migration's version.
        version: String,
    },
    /// A migration whose changed text is to be accepted was not applied.
    #[error("the migration `{migration}` was not applied; boot, and it is")]
    NotApplied {
        /// The migration.
        migration: String,
    },
    /// A migration cannot be taken back: it has no `down.sql`.
    #[error(
        "the migration `{migration}` cannot be reverted: it has no `down.sql`, or says there \
         that it is irreversible"
    )]
    Irreversible {
        /// The migration.
        migration: String,
    },
    /// Something outside of a schema that is to be dropped depends on what stands in it.
    #[error("something outside of the schema `{schema}` depends on it; drop that first")]
    NeededElsewhere {
        /// The schema.
        schema: String,
    },
    /// The migrations could not be read from their source.
    #[error("the migrations cannot be read")]
    Source {
        /// Why.
        source: SourceError,
    },
    /// A migration that is to run, or to be taken back, is not one that the host knows of the
    /// plugin.
    #[error(
        "the migration `{migration}` is not the one of its version that is registered with the host; register its \
         source with `register_source`"
    )]
    NotRegistered {
        /// The migration.
        migration: String,
    },
    /// The boot was cancelled, or the migrations of another plugin failed.
    #[error("the migrations were stopped")]
    Stopped,
}

fn listed(indexes: &[InvalidIndex]) -> String {
    let indexes: Vec<String> = indexes.iter().map(ToString::to_string).collect();
    indexes.join(", ")
}

fn at(file: &str, line: Option<u32>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}
