//! `InitMode`: how the start-up work of a plugin runs beside that of other processes.

/// How a plugin's `init` runs when several processes boot at once (ISO-08).
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::plugin::{InitMode, PluginMetadata};
///
/// const CACHE: PluginMetadata =
///     PluginMetadata::new(PluginId::literal("cache"), "cache", "1.0.0").with_init(InitMode::Concurrent);
///
/// assert_eq!(CACHE.init(), InitMode::Concurrent);
/// assert_eq!(InitMode::default(), InitMode::Alone);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum InitMode {
    /// The plugin has no `init`.
    None,
    /// One process at a time runs it, under the plugin's lock. It is what a plugin has that
    /// does not say anything.
    #[default]
    Alone,
    /// All processes run it at once.
    Concurrent,
}
