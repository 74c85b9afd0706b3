//! Why the data of a previous id was not taken over.

use schema_iso::id::SchemaName;

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
}
