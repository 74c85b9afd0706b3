//! The differences that the drift check reports.

use std::fmt;

use schema_iso::id::PluginId;

/// Something that a plugin declares and the database has otherwise.
///
/// ```
/// use schema_iso_host::{Difference, PluginId};
///
/// let difference = Difference::ColumnType {
///     plugin: PluginId::literal("notes"),
///     table: "items".into(),
///     column: "title".into(),
///     declared: "text".into(),
///     found: "int4".into(),
/// };
/// assert_eq!(
///     difference.to_string(),
///     "`plugin_notes.items.title` is declared as `text`, but is `int4`",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// A declared table is not there.
    MissingTable {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
    },
    /// A declared column is not there.
    MissingColumn {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A column is there that is not declared.
    ExtraColumn {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A column has another type, or another greatest length.
    ColumnType {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The declared type.
        declared: String,
        /// The type that is there.
        found: String,
    },
    /// A column may be null though it is declared otherwise, or the reverse.
    Nullability {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Whether it is declared to be nullable.
        declared: bool,
    },
    /// A column is declared with a default and has none.
    MissingDefault {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// The primary key has other columns.
    PrimaryKey {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The declared columns.
        declared: Vec<String>,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// A unique key, foreign key or index is not there.
    MissingKey {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// What is missing: `unique key`, `foreign key` or `index`.
        kind: &'static str,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A declared type is not there.
    MissingType {
        /// The plugin.
        plugin: PluginId,
        /// The type.
        name: String,
    },
    /// An enum has other labels, or has them in another order.
    Labels {
        /// The plugin.
        plugin: PluginId,
        /// The type.
        name: String,
        /// The declared labels.
        declared: Vec<String>,
        /// The labels that are there.
        found: Vec<String>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingTable { plugin, table } => {
                write!(f, "`{}.{table}` does not exist", plugin.schema())
            }
            Self::MissingColumn {
                plugin,
                table,
                column,
            } => {
                write!(f, "`{}.{table}.{column}` does not exist", plugin.schema())
            }
            Self::ExtraColumn {
                plugin,
                table,
                column,
            } => {
                write!(f, "`{}.{table}.{column}` is not declared", plugin.schema())
            }
            Self::ColumnType {
                plugin,
                table,
                column,
                declared,
                found,
            } => write!(
                f,
                "`{}.{table}.{column}` is declared as `{declared}`, but is `{found}`",
                plugin.schema()
            ),
            Self::Nullability {
                plugin,
                table,
                column,
                declared,
            } => {
                let (schema, not) = (plugin.schema(), ["not ", ""]);
                let (says, is) = (not[usize::from(*declared)], not[usize::from(!*declared)]);
                write!(
                    f,
                    "`{schema}.{table}.{column}` is declared {says}nullable, but is {is}nullable"
                )
            }
            Self::MissingDefault {
                plugin,
                table,
                column,
            } => write!(
                f,
                "`{}.{table}.{column}` is declared with a default, but has none",
                plugin.schema()
            ),
            Self::PrimaryKey {
                plugin,
                table,
                declared,
                found,
            } => write!(
                f,
                "`{}.{table}` is declared with the primary key ({}), but has ({})",
                plugin.schema(),
                declared.join(", "),
                found.join(", ")
            ),
            Self::MissingKey {
                plugin,
                table,
                kind,
                columns,
            } => write!(
                f,
                "`{}.{table}` has no {kind} on ({})",
                plugin.schema(),
                columns.join(", ")
            ),
            Self::MissingType { plugin, name } => {
                write!(f, "the type `{}.{name}` does not exist", plugin.schema())
            }
            Self::Labels {
                plugin,
                name,
                declared,
                found,
            } => write!(
                f,
                "the type `{}.{name}` is declared with the labels ({}), but has ({})",
                plugin.schema(),
                declared.join(", "),
                found.join(", ")
            ),
        }
    }
}

/// All that differs between what the plugins declare and what is there.
///
/// `Display` lists them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriftError {
    differences: Vec<Difference>,
}

impl DriftError {
    pub(in crate::migrate) fn new(differences: Vec<Difference>) -> Self {
        Self { differences }
    }

    /// The differences, of which there is at least one.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

impl fmt::Display for DriftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, difference) in self.differences.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            difference.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for DriftError {}
