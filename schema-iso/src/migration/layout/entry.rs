//! The input and the output of the layout check.

/// An entry of a migrations directory, with the files inside if it is a directory.
///
/// The caller reads; nothing here does. Names are plain names, without their directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryEntry {
    /// A directory, and the names and contents of the files in it.
    Directory {
        /// The name, such as `2025-01-31-120000_create_items`.
        name: String,
        /// Name and contents of each file.
        files: Vec<(String, String)>,
    },
    /// A file next to the migrations.
    File {
        /// The name.
        name: String,
    },
}

impl DirectoryEntry {
    /// A directory with its files.
    pub fn directory<N, F, C>(name: N, files: impl IntoIterator<Item = (F, C)>) -> Self
    where
        N: Into<String>,
        F: Into<String>,
        C: Into<String>,
    {
        Self::Directory {
            name: name.into(),
            files: files
                .into_iter()
                .map(|(name, contents)| (name.into(), contents.into()))
                .collect(),
        }
    }

    /// A file next to the migrations.
    pub fn file(name: impl Into<String>) -> Self {
        Self::File { name: name.into() }
    }

    /// The name of the entry.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Directory { name, .. } | Self::File { name } => name,
        }
    }
}

/// A file with SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// The path, as findings name it.
    pub path: String,
    /// The contents, as they were read.
    pub sql: String,
}

/// One migration, as it stands in its directory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Migration {
    /// The name of the directory.
    pub name: String,
    /// The version, as Diesel's tracker keeps it: without hyphens.
    pub version: String,
    /// `up.sql`
    pub up: SqlFile,
    /// `down.sql`, unless the migration cannot be reverted.
    pub down: Option<SqlFile>,
    /// Why the migration cannot be reverted, if it says so.
    pub irreversible: Option<String>,
    /// Whether the migration runs in a transaction.
    pub run_in_transaction: bool,
}

/// The migrations of a plugin, in the order in which Diesel runs them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MigrationSet {
    /// The migrations, by version.
    pub migrations: Vec<Migration>,
}
