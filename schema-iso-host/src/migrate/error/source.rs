//! Why migrations of a source were not taken.

use std::error::Error;

/// Why migrations of a [`MigrationSource`](diesel::migration::MigrationSource) were not taken.
/// None of them ran.
///
/// ```
/// use schema_iso_host::SourceError;
///
/// let error = SourceError::NotSql { migration: "1_move_files".into() };
/// assert_eq!(
///     error.to_string(),
///     "the migration `1_move_files` is not SQL: it is written in Rust, and what it does cannot be checked; \
///      write it in SQL",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The source did not hand out its migrations.
    #[error("the source does not hand out its migrations")]
    Unreadable {
        /// What the source reports.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The source, or one of its migrations, panicked.
    #[error("the source panicked when it was asked for its migrations: {message}")]
    Panicked {
        /// The message of the panic.
        message: String,
    },
    /// The text of a migration could not be had.
    #[error("the text of the migration `{migration}` cannot be read")]
    Text {
        /// The migration.
        migration: String,
        /// What the migration reports.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A migration does something else than run SQL, or nothing.
    #[error(
        "the migration `{migration}` is not SQL: it is written in Rust, and what it does cannot be checked; write it \
         in SQL"
    )]
    NotSql {
        /// The migration.
        migration: String,
    },
    /// A migration has a version that the tracker cannot keep.
    #[error(
        "the version of the migration `{migration}` is empty or longer than 50 characters, \
         or there is a NUL in it or in the name"
    )]
    Version {
        /// The migration.
        migration: String,
    },
    /// Two migrations have the same version, so that one of them would never run.
    #[error("the migrations `{first}` and `{second}` have the same version: {version}")]
    DuplicateVersion {
        /// The version.
        version: String,
        /// The one migration.
        first: String,
        /// The other migration.
        second: String,
    },
}
