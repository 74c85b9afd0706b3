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
///     wider: false,
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
    /// A table is there that is not declared.
    ExtraTable {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
    },
    /// A column is there that is not declared.
    ExtraColumn {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Whether an INSERT has to name it: it is `NOT NULL` and has no default.
        required: bool,
    },
    /// A column is written by the program, and PostgreSQL generates it.
    GeneratedColumn {
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
        /// Whether it is the declared type with more room.
        wider: bool,
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
        /// Whether an INSERT has to name it: it is `NOT NULL`.
        required: bool,
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
    /// A plain index is there that is not declared.
    ExtraIndex {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// A foreign key does something else when the row that it references is deleted or changed.
    KeyAction {
        /// The plugin.
        plugin: PluginId,
        /// The table.
        table: String,
        /// The columns of the foreign key.
        columns: Vec<String>,
        /// What is declared, such as `ON DELETE CASCADE`.
        declared: String,
        /// What is there.
        found: String,
    },
    /// What a plugin imports is not there, or is otherwise (ISO-18).
    Import {
        /// The plugin that imports it.
        plugin: PluginId,
        /// The plugin that exports it.
        owner: PluginId,
        /// The table or view.
        table: String,
        /// What is wrong with it, such as `has no column \`email\``.
        problem: String,
    },
    /// An exported view runs with the rights of whoever reads it, who has none (ISO-18).
    InvokersRights {
        /// The plugin that exports it.
        plugin: PluginId,
        /// The view.
        table: String,
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

impl Difference {
    /// Whether a program with these declarations works all the same, as an older release beside a
    /// newer database does: such a difference is reported, and stops no boot.
    ///
    /// ```
    /// use schema_iso_host::{Difference, PluginId};
    ///
    /// let extra = |required| Difference::ExtraColumn {
    ///     plugin: PluginId::literal("notes"),
    ///     table: "items".into(),
    ///     column: "colour".into(),
    ///     required,
    /// };
    /// assert!(extra(false).is_bearable());
    /// // Every INSERT would fail.
    /// assert!(!extra(true).is_bearable());
    /// ```
    #[must_use]
    pub fn is_bearable(&self) -> bool {
        match self {
            Self::ExtraTable { .. } | Self::ExtraIndex { .. } => true,
            Self::ExtraColumn { required, .. } | Self::MissingDefault { required, .. } => !required,
            Self::ColumnType { wider, .. } => *wider,
            // A unique key is needed by ON CONFLICT.
            Self::MissingKey { kind, .. } => *kind != "unique key",
            Self::Labels {
                declared, found, ..
            } => declared.iter().all(|label| found.contains(label)),
            Self::MissingTable { .. }
            | Self::MissingColumn { .. }
            | Self::GeneratedColumn { .. }
            | Self::Nullability { .. }
            | Self::PrimaryKey { .. }
            | Self::KeyAction { .. }
            | Self::Import { .. }
            | Self::InvokersRights { .. }
            | Self::MissingType { .. } => false,
        }
    }

    /// The plugin, and the table if it is about one.
    pub(in crate::migrate) fn place(&self) -> (PluginId, Option<&str>) {
        match self {
            Self::MissingTable { plugin, table }
            | Self::ExtraTable { plugin, table }
            | Self::MissingColumn { plugin, table, .. }
            | Self::ExtraColumn { plugin, table, .. }
            | Self::GeneratedColumn { plugin, table, .. }
            | Self::ColumnType { plugin, table, .. }
            | Self::Nullability { plugin, table, .. }
            | Self::MissingDefault { plugin, table, .. }
            | Self::PrimaryKey { plugin, table, .. }
            | Self::MissingKey { plugin, table, .. }
            | Self::ExtraIndex { plugin, table, .. }
            | Self::KeyAction { plugin, table, .. }
            | Self::Import { plugin, table, .. }
            | Self::InvokersRights { plugin, table } => (*plugin, Some(table)),
            Self::MissingType { plugin, .. } | Self::Labels { plugin, .. } => (*plugin, None),
        }
    }
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
            Self::ExtraTable { plugin, table } => {
                write!(f, "`{}.{table}` is not declared", plugin.schema())
            }
            Self::ExtraColumn {
                plugin,
                table,
                column,
                required,
            } => {
                let why = if *required {
                    ", and an INSERT has to name it"
                } else {
                    ""
                };
                write!(
                    f,
                    "`{}.{table}.{column}` is not declared{why}",
                    plugin.schema()
                )
            }
            Self::GeneratedColumn {
                plugin,
                table,
                column,
            } => write!(
                f,
                "`{}.{table}.{column}` is declared as written by the program, but PostgreSQL generates it",
                plugin.schema()
            ),
            Self::ColumnType {
                plugin,
                table,
                column,
                declared,
                found,
                ..
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
                ..
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
            Self::ExtraIndex {
                plugin,
                table,
                columns,
            } => write!(
                f,
                "the index of `{}.{table}` on ({}) is not declared",
                plugin.schema(),
                columns.join(", ")
            ),
            Self::KeyAction {
                plugin,
                table,
                columns,
                declared,
                found,
            } => write!(
                f,
                "the foreign key of `{}.{table}` on ({}) is declared with `{declared}`, but has `{found}`",
                plugin.schema(),
                columns.join(", ")
            ),
            Self::Import {
                plugin,
                owner,
                table,
                problem,
            } => write!(
                f,
                "`{}.{table}`, which the plugin `{plugin}` imports, {problem}; deploy a release of `{plugin}` that \
                 fits the one of `{owner}` first",
                owner.schema()
            ),
            Self::InvokersRights { plugin, table } => write!(
                f,
                "`{}.{table}` is exported and has `security_invoker`, so it reads its tables with the rights of the \
                 reader, who has none; leave the option out",
                plugin.schema()
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
