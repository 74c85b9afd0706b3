//! `PoolState`: the connections in use and idle, for health checks and metrics.

use std::time::Duration;

use schema_iso::id::PluginId;

use super::room::Room;
use super::slot::Slot;

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

impl PoolState {
    /// What a room holds for slots.
    pub(super) fn of<S>(max_size: u32, slots: &[Slot], room: &Room<S>) -> Self {
        let mut shared_busy = 0;
        let plugins = slots.iter().enumerate().filter_map(|(number, slot)| {
            let counts = room.counts(number);
            let Some(plugin) = slot.settings.plugin else {
                shared_busy += counts.busy;
                return None;
            };
            Some(PluginPoolState {
                plugin,
                idle: counts.idle,
                busy: counts.busy,
                waiting: slot.waiting(),
            })
        });
        let plugins = plugins.collect();
        Self {
            max_size,
            plugins,
            shared_busy,
        }
    }
}

/// The connections of one plugin at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PluginPoolState {
    /// The plugin.
    pub plugin: PluginId,
    /// The number of idle connections.
    pub idle: u32,
    /// The number of connections in use.
    pub busy: u32,
    /// How many checkouts wait for a connection.
    pub waiting: u32,
}

/// A shutdown during which not all connections came back in time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{busy} connections were still in use {} s after the shutdown began", waited.as_secs())]
#[non_exhaustive]
pub struct ShutdownError {
    /// The number of connections in use, or still being opened.
    pub busy: u32,
    /// How long was waited.
    pub waited: Duration,
}

impl ShutdownError {
    pub(super) fn new(busy: u32, waited: Duration) -> Self {
        Self { busy, waited }
    }
}
