//! Why a schema is not the plugin's.

use schema_iso::id::PluginId;

/// Why a schema is not the plugin's: its comment names another program or another crate. Nothing
/// was changed.
///
/// ```
/// use schema_iso_host::{OwnerError, PluginId};
///
/// let error = OwnerError::Crate {
///     schema: "plugin_auth".into(),
///     found: "auth".into(),
///     plugin: PluginId::literal("notes"),
///     crate_name: "notes".into(),
/// };
/// assert_eq!(
///     error.to_string(),
///     "the schema `plugin_auth` was made by the crate `auth`, and the plugin `notes` is in the crate `notes`; if it \
///      is the same plugin, let the host say so by `previous_crate(PluginId::literal(\"notes\"), \"auth\")`",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnerError {
    /// The schema belongs to another program.
    #[error(
        "the schema `{schema}` belongs to the program `{found}`, and this program is `{program}`; give it a database \
         of its own, or the plugin another id"
    )]
    Program {
        /// The schema.
        schema: String,
        /// The program that it belongs to.
        found: String,
        /// The name of this program.
        program: String,
    },
    /// The schema was made by a plugin in another crate.
    #[error(
        "the schema `{schema}` was made by the crate `{found}`, and the plugin `{plugin}` is in the crate \
         `{crate_name}`; if it is the same plugin, let the host say so by \
         `previous_crate(PluginId::literal(\"{plugin}\"), \"{found}\")`"
    )]
    Crate {
        /// The schema.
        schema: String,
        /// The crate that made it.
        found: String,
        /// The plugin.
        plugin: PluginId,
        /// The crate of the plugin.
        crate_name: String,
    },
}
