//! `Slot`: what the pools know of one plugin.

use std::sync::atomic::{AtomicU32, Ordering};

use schema_iso::id::PluginId;

use super::options::PoolOptions;
use super::session::SessionSettings;
use crate::address::Address;

/// The settings of a slot.
#[derive(Debug, Clone)]
pub(in crate::host) struct SlotSettings {
    /// The plugin; none for the host's own connections.
    pub(in crate::host) plugin: Option<PluginId>,
    pub(in crate::host) address: Address,
    pub(in crate::host) options: PoolOptions,
    pub(in crate::host) session: SessionSettings,
}

/// The settings of one plugin's connections, and how many checkouts wait for one.
pub(super) struct Slot {
    pub(super) settings: SlotSettings,
    waiting: AtomicU32,
}

impl Slot {
    pub(super) fn new(settings: SlotSettings) -> Self {
        Self {
            settings,
            waiting: AtomicU32::new(0),
        }
    }

    pub(super) fn waiting(&self) -> u32 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Counts a checkout that waits, until the value is dropped.
    pub(super) fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(self)
    }
}

/// A checkout that waits.
pub(super) struct Waiting<'s>(&'s Slot);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
