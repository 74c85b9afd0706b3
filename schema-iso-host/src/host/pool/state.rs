//! What a health check or a metric sees of the pools.

use std::time::Duration;

use schema_iso::id::PluginId;

/// The connections of all plugins at one moment.
///
/// ```no_run
/// fn report(host: &schema_iso_host::Host) {
///     for plugin in host.pool_state().plugins {
///         println!("{}: {} busy, {} idle, {} waiting", plugin.plugin, plugin.busy, plugin.idle, plugin.waiting);
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolState {
    /// How many connections there may be at most.
    pub max_size: u32,
    /// The plugins, in the order of their registration.
    pub plugins: Vec<PluginPoolState>,
    /// Connections in transactions over several plugins.
    pub shared_busy: u32,
}

/// The connections of one plugin at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PluginPoolState {
    /// The plugin.
    pub plugin: PluginId,
    /// How many connections nobody uses.
    pub idle: u32,
    /// How many connections somebody uses.
    pub busy: u32,
    /// How many checkouts wait for a connection.
    pub waiting: u32,
}

/// A shutdown that did not find all connections back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{busy} connections were still in use {} s after the shutdown began", waited.as_secs())]
#[non_exhaustive]
pub struct ShutdownError {
    /// How many connections somebody uses.
    pub busy: u32,
    /// How long was waited.
    pub waited: Duration,
}
