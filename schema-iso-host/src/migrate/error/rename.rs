//! Why the data of a previous id was not taken over.

use schema_iso::id::{PluginId, SchemaName};

/// Why the data of a previous id was not taken over. Nothing was changed.
///
/// ```
/// use schema_iso_host::{PluginId, RenameError};
///
/// let error = RenameError::BothThere {
///     old_schema: PluginId::literal("memos").schema(),
///     new_schema: PluginId::literal("notes").schema(),
/// };
/// assert_eq!(
///     error.to_string(),
///     "both `plugin_memos` and `plugin_notes` exist, and `plugin_notes` is not empty; move what is still \
///      needed into one of them and drop the other",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenameError {
    /// The old and the new schema are both there, and the new one is in use.
    #[error(
        "both `{old_schema}` and `{new_schema}` exist, and `{new_schema}` is not empty; move what is still needed \
         into one of them and drop the other"
    )]
    BothThere {
        /// The schema of the previous id.
        old_schema: SchemaName,
        /// The schema of the id now.
        new_schema: SchemaName,
    },
    /// The schemas of several previous ids are there, and in use.
    #[error(
        "`{first_schema}` and `{second_schema}`, of two previous ids, both exist; move what is still needed into one \
         of them and drop the other"
    )]
    SeveralThere {
        /// The schema of the later previous id.
        first_schema: SchemaName,
        /// The schema of the earlier one.
        second_schema: SchemaName,
    },
    /// The program is older than the rename: the data stand under another id, and the schema of
    /// this one is a mark that says so (ISO-17).
    #[error(
        "the data of `{plugin}` {} in this database, since a newer release renamed the plugin; start that release. \
         If the data are gone for good, run `DROP SCHEMA {schema} CASCADE`",
        stand_under(*moved_to)
    )]
    Moved {
        /// The schema with the mark.
        schema: SchemaName,
        /// The id that this program knows.
        plugin: PluginId,
        /// The id under which the data stand; none if the comment with it was lost.
        moved_to: Option<PluginId>,
    },
    /// Objects of the schema hold its name in a text, which a rename of PostgreSQL's does not
    /// change, and which cannot be rewritten.
    #[error(
        "these hold the name `{schema}` in a text, which a rename does not change: {}; write them without the schema",
        objects.join(", ")
    )]
    NamedInText {
        /// The schema of the previous id.
        schema: String,
        /// The objects.
        objects: Vec<String>,
    },
}

fn stand_under(moved_to: Option<PluginId>) -> String {
    let Some(id) = moved_to else {
        return "have another id".to_owned();
    };
    format!("stand under the id `{id}`")
}
