//! `#[plugin]`, and the plugin that a table or enum names.

use crate::id::PluginId;
use crate::rule::{Diagnostic, ISO_01, ISO_06};

/// A second plugin in one crate (ISO-01).
///
/// ```
/// use schema_iso::rule::message::second_plugin;
///
/// let diagnostic = second_plugin("notes", "Notes");
/// assert_eq!(diagnostic.message(), "the crate `notes` already declares the plugin `Notes`");
/// ```
#[must_use]
pub fn second_plugin(crate_name: &str, first: &str) -> Diagnostic {
    Diagnostic::new(
        &ISO_01,
        format!("the crate `{crate_name}` already declares the plugin `{first}`"),
    )
    .with_help("move this plugin into a crate of its own")
}

/// A plugin that is declared in a module instead of the crate root (ISO-01).
///
/// ```
/// use schema_iso::rule::message::plugin_not_at_root;
///
/// let diagnostic = plugin_not_at_root("Notes");
/// assert_eq!(diagnostic.message(), "the plugin `Notes` is declared outside the crate root");
/// ```
#[must_use]
pub fn plugin_not_at_root(name: &str) -> Diagnostic {
    Diagnostic::new(
        &ISO_01,
        format!("the plugin `{name}` is declared outside the crate root"),
    )
    .with_help(format!(
        "move `#[plugin(…)] pub struct {name};` to the top of `src/lib.rs`"
    ))
    .with_note("from there the whole crate sees the curated Diesel under the name `diesel`")
}

/// A plugin that is declared on something other than a struct without parameters.
///
/// ```
/// use schema_iso::rule::message::plugin_not_a_struct;
///
/// let diagnostic = plugin_not_a_struct("Notes");
/// assert_eq!(diagnostic.help(), Some("write `pub struct Notes;`"));
/// ```
#[must_use]
pub fn plugin_not_a_struct(name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the plugin `{name}` is not a struct without parameters"
    ))
    .with_help(format!("write `pub struct {name};`"))
}

/// A table or enum in a crate that declares no plugin (ISO-01).
///
/// ```
/// use schema_iso::rule::message::plugin_not_declared;
///
/// let diagnostic = plugin_not_declared("Item", "notes");
/// assert_eq!(diagnostic.message(), "`Item` belongs to no plugin: the crate `notes` declares none");
/// ```
#[must_use]
pub fn plugin_not_declared(item: &str, crate_name: &str) -> Diagnostic {
    Diagnostic::new(
        &ISO_01,
        format!("`{item}` belongs to no plugin: the crate `{crate_name}` declares none"),
    )
    .with_help("write `#[plugin(id = \"…\")] pub struct …;` at the top of `src/lib.rs`")
}

/// A table or enum that names another plugin than its crate's (ISO-01).
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::rule::message::wrong_plugin;
///
/// let diagnostic = wrong_plugin("Item", PluginId::literal("auth"), PluginId::literal("notes"));
/// assert_eq!(
///     diagnostic.message(),
///     "`Item` is declared for the plugin `auth`, but this crate is the plugin `notes`",
/// );
/// ```
#[must_use]
pub fn wrong_plugin(item: &str, given: PluginId, own: PluginId) -> Diagnostic {
    Diagnostic::new(
        &ISO_01,
        format!(
            "`{item}` is declared for the plugin `{given}`, but this crate is the plugin `{own}`"
        ),
    )
    .with_help(format!(
        "write `plugin = \"{own}\"`, leave it out, or move `{item}` into the crate of `{given}`"
    ))
}

/// A directory of migrations that is not there (ISO-06).
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::rule::message::migrations_not_found;
///
/// let diagnostic = migrations_not_found(PluginId::literal("notes"), "migrations");
/// assert_eq!(
///     diagnostic.message(),
///     "the plugin `notes` has no directory `migrations` for its migrations",
/// );
/// ```
#[must_use]
pub fn migrations_not_found(plugin: PluginId, directory: &str) -> Diagnostic {
    Diagnostic::new(
        &ISO_06,
        format!("the plugin `{plugin}` has no directory `{directory}` for its migrations"),
    )
    .with_help(format!(
        "create `{directory}` beside `Cargo.toml`, or leave out `migrations`"
    ))
}
