//! `Single`: one connection, in an r2d2 pool of its own.
//!
//! r2d2 opens the connection on its threads, with as many attempts as the time to wait allows,
//! and decides at its return whether it is kept. Which connection a checkout gets is decided
//! by [`Room`](super::room::Room): r2d2 hands out the one that came back last, whomever it served.

use std::sync::Arc;
use std::time::{Duration, Instant};

use r2d2::{Pool, PooledConnection};
use scheduled_thread_pool::ScheduledThreadPool;

use super::manager::{Manager, Shared, Trace};
use super::room::Permit;
use super::slot::SlotSettings;

/// One connection, and the right to have it.
pub(super) struct Single {
    pool: Pool<Manager>,
    permit: Arc<Permit<Single>>,
    made: Instant,
}

impl Single {
    /// A connection that is opened when somebody asks for it.
    pub(super) fn new(
        number: usize,
        slot: &SlotSettings,
        permit: Arc<Permit<Self>>,
        shared: &Arc<Shared>,
        threads: &Arc<ScheduledThreadPool>,
    ) -> Self {
        let manager = Manager {
            slot: number,
            address: slot.address.clone(),
            settings: slot.session.clone(),
            shared: Arc::clone(shared),
            place: Arc::clone(&permit) as _,
        };
        let pool = Pool::builder()
            .max_size(1)
            .min_idle(Some(0))
            .connection_timeout(slot.options.connection_timeout)
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .thread_pool(Arc::clone(threads))
            .error_handler(Box::new(Trace))
            .build_unchecked(manager);
        Self {
            pool,
            permit,
            made: Instant::now(),
        }
    }

    pub(super) fn permit(&self) -> &Arc<Permit<Self>> {
        &self.permit
    }

    /// How long ago it was made.
    pub(super) fn age(&self) -> Duration {
        self.made.elapsed()
    }

    /// Opens the connection if it is not open, and takes it.
    pub(super) fn get(&self, timeout: Duration) -> Result<PooledConnection<Manager>, r2d2::Error> {
        self.pool.get_timeout(timeout)
    }

    /// Begins to open the connection, and does not wait.
    pub(super) fn begin_to_open(&self) {
        drop(self.pool.get_timeout(Duration::ZERO));
    }

    /// Whether it is open and back.
    pub(super) fn is_open(&self) -> bool {
        self.pool.state().idle_connections > 0
    }

    /// Closes the connection; the right to have one remains.
    pub(super) fn close(self) -> Arc<Permit<Self>> {
        if let Some(pooled) = self.pool.try_get() {
            close(pooled);
        }
        self.permit
    }
}

/// Closes a connection in place of giving it back.
pub(super) fn close(pooled: PooledConnection<Manager>) {
    pooled.identity().condemn();
    drop(pooled);
}
