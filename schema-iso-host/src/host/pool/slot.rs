//! The r2d2 pool of one plugin.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use r2d2::Pool;
use scheduled_thread_pool::ScheduledThreadPool;
use schema_iso::id::PluginId;
use schema_iso_query::connection::Identity;

use super::connection::HostConnection;
use super::manager::{Arrivals, Manager, Shared, Trace};
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

/// The connections of one plugin, and how many checkouts wait for one.
pub(super) struct Slot {
    pub(super) plugin: Option<PluginId>,
    pub(super) options: PoolOptions,
    pub(super) session: SessionSettings,
    pub(super) pool: Pool<Manager>,
    pub(super) arrivals: Arc<Arrivals>,
    waiting: AtomicU32,
}

impl Slot {
    pub(super) fn open(
        number: usize,
        settings: SlotSettings,
        shared: &Arc<Shared>,
        threads: &Arc<ScheduledThreadPool>,
    ) -> Self {
        let SlotSettings {
            plugin,
            address,
            options,
            session,
        } = settings;
        let arrivals = Arc::new(Arrivals::default());
        let manager = Manager {
            slot: number,
            address,
            settings: session.clone(),
            shared: Arc::clone(shared),
            arrivals: Arc::clone(&arrivals),
        };
        let pool = Pool::builder()
            .max_size(options.max_size)
            .min_idle(Some(options.min_idle.min(options.max_size)))
            .connection_timeout(options.connection_timeout)
            .idle_timeout(options.idle_timeout)
            .max_lifetime(options.max_lifetime)
            .test_on_check_out(options.test_on_check_out)
            .thread_pool(Arc::clone(threads))
            .error_handler(Box::new(Trace))
            .build_unchecked(manager);
        Self {
            plugin,
            options,
            session,
            pool,
            arrivals,
            waiting: AtomicU32::new(0),
        }
    }

    /// Takes an idle connection out for another plugin; none if it is no longer there.
    pub(super) fn take(&self, identity: &Identity) -> Option<HostConnection> {
        // r2d2 gives the one that came back last; the others go back in their order.
        let mut others = Vec::new();
        let mut taken = None;
        while let Some(mut pooled) = self.pool.try_get() {
            let is_it = pooled
                .0
                .as_ref()
                .is_some_and(|it| it.identity().is(identity));
            if is_it {
                taken = pooled.0.take();
                break;
            }
            others.push(pooled);
        }
        while let Some(other) = others.pop() {
            drop(other);
        }
        taken
    }

    /// Lets go of all idle connections.
    pub(super) fn close_idle(&self) {
        while let Some(mut pooled) = self.pool.try_get() {
            drop(pooled.0.take());
        }
        self.arrivals.clear();
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
