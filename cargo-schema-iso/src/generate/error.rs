//! `GenerateError` and `MigrationFailure`: why no migration is generated.

use std::io;
use std::path::PathBuf;

use schema_iso_host::BootError;
use throwaway_postgres::StartError;

/// Why no migration is generated. Nothing was written.
///
/// ```
/// use cargo_schema_iso::generate::GenerateError;
///
/// let error = GenerateError::DataLoss { losses: vec!["the table `a`".to_owned()], renames: vec![] };
/// assert!(error.to_string().contains("--allow-data-loss"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// There is no server to try migrations on.
    #[error(
        "no throw-away PostgreSQL can be started; install the server programs (Debian: the package `postgresql`) or \
             name their directory in PG_BIN_DIR"
    )]
    Server {
        /// Why.
        source: StartError,
    },
    /// The server does not accept a connection.
    #[error("the throw-away PostgreSQL cannot be reached")]
    Connect {
        /// Why.
        source: diesel::ConnectionError,
    },
    /// A database cannot be made.
    #[error("the throw-away PostgreSQL makes no database")]
    Database {
        /// Why.
        source: diesel::result::Error,
    },
    /// The catalogue cannot be read.
    #[error("the catalogue of the throw-away PostgreSQL cannot be read")]
    Catalogue {
        /// Why.
        source: diesel::result::Error,
    },
    /// The migrations that are there do not run.
    #[error("the migrations in `{directory}` do not run on an empty database; mend them first")]
    Existing {
        /// Where they are.
        directory: PathBuf,
        /// Why.
        source: MigrationFailure,
    },
    /// PostgreSQL cannot have what is declared.
    #[error("PostgreSQL cannot have what is declared; it refuses:\n{statement}")]
    Declaration {
        /// The statement that it refuses.
        statement: String,
        /// Why.
        source: diesel::result::Error,
    },
    /// A rename that is asked for cannot be made.
    #[error("the rename `{request}` cannot be made: {reason}")]
    Rename {
        /// What was asked.
        request: String,
        /// Why.
        reason: String,
    },
    /// PostgreSQL refuses a rename.
    #[error("PostgreSQL refuses the rename:\n{statement}")]
    RenameRefused {
        /// The statement.
        statement: String,
        /// Why.
        source: diesel::result::Error,
    },
    /// Data would be lost.
    #[error("this loses {}; allow it with `--allow-data-loss`{}", .losses.join(", and "), hint(.renames))]
    DataLoss {
        /// What is lost.
        losses: Vec<String>,
        /// What may have been renamed.
        renames: Vec<String>,
    },
    /// Rows that are there would have no value.
    #[error("rows that are there have no value for {}; declare a default or an `Option`, or give the value as SQL: \
             `--fill {}=…`{}", quoted(.columns), .columns.first().map_or("", |it| it), hint(.renames))]
    NoValue {
        /// The columns, as `table.column`.
        columns: Vec<String>,
        /// What may have been renamed.
        renames: Vec<String>,
    },
    /// A name of a migration is not one.
    #[error(
        "`{name}` cannot be the name of a migration; write small letters, digits and underscores"
    )]
    Name {
        /// The name.
        name: String,
    },
    /// The generated migrations do not run.
    #[error(
        "the generated migrations do not run, so none is written; write this change by hand:\n{text}"
    )]
    NotProven {
        /// Their texts.
        text: String,
        /// Why.
        source: MigrationFailure,
    },
    /// The generated migrations lead elsewhere.
    #[error("the generated migrations do not lead {direction}, so none is written; write this change by hand:\n{}\n{text}",
            .differences.join("\n"))]
    Differs {
        /// Where they should lead.
        direction: &'static str,
        /// What differs, a line each.
        differences: Vec<String>,
        /// Their texts.
        text: String,
    },
    /// A file cannot be written or read.
    #[error("`{path}` cannot be written")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Why the migrations of a directory do not run.
///
/// ```
/// use cargo_schema_iso::generate::MigrationFailure;
///
/// assert_eq!(MigrationFailure::Id.to_string(), "the plugin's id is not valid");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationFailure {
    /// The id of the plugin is not valid.
    #[error("the plugin's id is not valid")]
    Id,
    /// The directory cannot be read.
    #[error("the migrations cannot be read")]
    Read {
        /// Why.
        source: Box<schema_iso_host::MigrationDirectoryError>,
    },
    /// The migrations are refused, or fail.
    #[error("the migrations cannot be applied")]
    Run {
        /// Why.
        source: Box<BootError>,
    },
    /// They cannot be taken back or applied again.
    #[error("the migrations cannot be taken back and applied again")]
    Back {
        /// Why.
        source: Box<schema_iso_host::MaintenanceError>,
    },
}

fn quoted(columns: &[String]) -> String {
    let columns: Vec<String> = columns.iter().map(|it| format!("`{it}`")).collect();
    columns.join(", ")
}

fn hint(renames: &[String]) -> String {
    let renames: Vec<String> = renames
        .iter()
        .map(|it| format!("`--rename {it}`"))
        .collect();
    if renames.is_empty() {
        String::new()
    } else {
        format!("; if it was renamed, say so: {}", renames.join(" or "))
    }
}
