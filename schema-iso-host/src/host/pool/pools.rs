//! All pools of a host: checkouts, shutdown and recycling.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::pg::PgConnection;
use diesel::result::QueryResult;
use r2d2::PooledConnection;
use scheduled_thread_pool::ScheduledThreadPool;
use schema_iso_query::connection::{Identity, LentConnection, TransactionError};

use super::connection::HostConnection;
use super::manager::{Arrival, Manager, Shared};
use super::room::{Claim, Room, Share};
use super::slot::{Slot, SlotSettings};
use super::state::{PluginPoolState, PoolState, ShutdownError};

/// How many threads open connections; r2d2's own default for one pool.
const OPENING_THREADS: usize = 3;

/// The pools of all plugins, and the host's own for transactions over several plugins.
pub(in crate::host) struct Pools {
    slots: Vec<Slot>,
    shared: Arc<Shared>,
    max_size: u32,
}

/// Why a checkout has no connection.
#[derive(Debug, thiserror::Error)]
pub(in crate::host) enum CheckoutError {
    /// None was free in time, or none could be opened.
    #[error(transparent)]
    Pool(r2d2::Error),
    /// All connections of the host were in use for as long as the checkout waits.
    #[error(
        "all {0} connections of the host are in use; allow more by `pool(|pool| pool.max_size(…))`, \
         or keep some for the plugin by `pool_of::<Plugin>(|pool| pool.min_idle(…))`"
    )]
    Full(u32),
    /// The host was shut down.
    #[error("the host was shut down")]
    ShutDown,
}

impl Pools {
    /// Opens the pools of the slots; the connections follow when somebody asks for them.
    pub(in crate::host) fn open(max_size: u32, slots: Vec<SlotSettings>) -> Arc<Self> {
        let shares = slots.iter().map(|slot| {
            let largest = slot.options.max_size.min(max_size);
            Share::new(slot.options.min_idle.min(largest), largest)
        });
        let shared = Arc::new(Shared {
            room: Room::new(max_size, shares.collect()),
            generation: AtomicU64::new(0),
            losses: AtomicU64::new(0),
            is_shut_down: AtomicBool::new(false),
        });
        let threads = ScheduledThreadPool::builder()
            .num_threads(OPENING_THREADS)
            .thread_name_pattern("schema-iso-pool-{}")
            .build();
        let threads = Arc::new(threads);
        let slots = slots.into_iter().enumerate();
        let slots = slots.map(|(number, slot)| Slot::open(number, slot, &shared, &threads));
        Arc::new(Self {
            slots: slots.collect(),
            shared,
            max_size,
        })
    }

    /// Takes a connection of a slot out of its pool, prepared.
    pub(in crate::host) fn checkout(self: &Arc<Self>, slot: usize) -> Result<Lent, CheckoutError> {
        let own = &self.slots[slot];
        if let Some(pooled) = self.idle(own) {
            return Ok(self.lend(pooled));
        }
        let _waiting = own.wait();
        let deadline = Instant::now() + own.options.connection_timeout;
        let found = self.shared.room.wait_for(deadline, || {
            if self.shared.is_shut_down() {
                return Some(Err(CheckoutError::ShutDown));
            }
            self.look(slot, own, deadline)
        });
        let pooled = found.unwrap_or(Err(CheckoutError::Full(self.max_size)))?;
        Ok(self.lend(pooled))
    }

    /// Looks once for a connection: an idle one, a new one, one of another plugin.
    fn look(
        &self,
        slot: usize,
        own: &Slot,
        deadline: Instant,
    ) -> Option<Result<PooledConnection<Manager>, CheckoutError>> {
        loop {
            if let Some(pooled) = self.idle(own) {
                return Some(Ok(pooled));
            }
            if own.arrivals.is_empty() {
                match self.shared.room.claim(slot) {
                    Claim::New(permit) => own.arrivals.push(Arrival::New(permit)),
                    Claim::Idle {
                        slot: other,
                        identity,
                    } => {
                        let mut taken = self.slots[other].take(&identity)?;
                        self.shared.room.note_busy(&identity);
                        if !own.session.is_transferable() {
                            // Its place is free now, for a new connection.
                            drop(taken);
                            continue;
                        }
                        taken.permit_mut().move_to(slot);
                        own.arrivals.push(Arrival::TakenOver(Box::new(taken)));
                    }
                    Claim::OwnLimit => {}
                    Claim::Full => return None,
                }
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match own.pool.get_timeout(left) {
                Ok(mut pooled) => {
                    if self.accept(own, &mut pooled) {
                        return Some(Ok(pooled));
                    }
                }
                Err(error) => return Some(Err(CheckoutError::Pool(error))),
            }
        }
    }

    /// An idle connection of the slot that is alive.
    fn idle(&self, own: &Slot) -> Option<PooledConnection<Manager>> {
        if self.shared.is_shut_down() {
            return None;
        }
        while let Some(mut pooled) = own.pool.try_get() {
            if self.accept(own, &mut pooled) {
                return Some(pooled);
            }
        }
        None
    }

    /// Whether a connection can be lent; if not, it is closed.
    fn accept(&self, own: &Slot, pooled: &mut PooledConnection<Manager>) -> bool {
        let Some(connection) = &mut pooled.0 else {
            return false;
        };
        self.shared.room.note_busy(connection.identity());
        let is_alive = connection.is_alive(self.shared.losses());
        if !is_alive {
            self.shared.note_loss();
        }
        let is_good = is_alive
            && connection.generation() == self.shared.generation()
            && connection.bound_statements(own.session.most_statements());
        if !is_good {
            drop(pooled.0.take());
        }
        is_good
    }

    fn lend(self: &Arc<Self>, pooled: PooledConnection<Manager>) -> Lent {
        let identity = pooled.0.as_ref().map(|it| it.identity().clone());
        Lent {
            pooled: Some(pooled),
            identity: identity.unwrap_or_default(),
            pools: Arc::clone(self),
        }
    }

    /// Makes a connection's session that of a slot, in one round trip or none.
    pub(in crate::host) fn prepare(
        &self,
        connection: &mut HostConnection,
        slot: usize,
    ) -> QueryResult<()> {
        connection.prepare_for(slot, &self.slots[slot].session)
    }

    /// What the pools hold at this moment.
    pub(in crate::host) fn state(&self) -> PoolState {
        let mut shared_busy = 0;
        let plugins = self.slots.iter().filter_map(|slot| {
            let state = slot.pool.state();
            let busy = state.connections.saturating_sub(state.idle_connections);
            let Some(plugin) = slot.plugin else {
                shared_busy += busy;
                return None;
            };
            Some(PluginPoolState {
                plugin,
                idle: state.idle_connections,
                busy,
                waiting: slot.waiting(),
            })
        });
        PoolState {
            max_size: self.max_size,
            plugins: plugins.collect(),
            shared_busy,
        }
    }

    /// Closes what is idle, and what is in use when it comes back.
    pub(in crate::host) fn recycle(&self) {
        self.shared.generation.fetch_add(1, Ordering::Relaxed);
        self.slots.iter().for_each(Slot::close_idle);
        self.shared.room.notify();
    }

    /// Lends nothing any more, and waits until all connections are back and closed.
    pub(in crate::host) fn shut_down(&self, timeout: Duration) -> Result<(), ShutdownError> {
        self.shared.is_shut_down.store(true, Ordering::Relaxed);
        self.shared.room.notify();
        let busy = || -> u32 {
            self.slots.iter().for_each(Slot::close_idle);
            self.slots
                .iter()
                .map(|slot| slot.pool.state().connections)
                .sum()
        };
        let deadline = Instant::now() + timeout;
        let drained = self
            .shared
            .room
            .wait_for(deadline, || (busy() == 0).then_some(()));
        drained.ok_or_else(|| ShutdownError {
            busy: busy(),
            waited: timeout,
        })
    }
}

/// A connection on loan; it goes back when it is dropped.
pub(in crate::host) struct Lent {
    /// None once the connection was condemned and closed.
    pooled: Option<PooledConnection<Manager>>,
    identity: Identity,
    pools: Arc<Pools>,
}

impl Lent {
    /// The connection, unless it is condemned; then it is closed at once.
    pub(in crate::host) fn connection(&mut self) -> Result<&mut HostConnection, TransactionError> {
        if self.identity.is_condemned() {
            drop(self.pooled.take());
        }
        let pooled = self.pooled.as_mut();
        pooled
            .and_then(|pooled| pooled.0.as_mut())
            .ok_or(TransactionError::Closed)
    }
}

impl LentConnection for Lent {
    fn pg(&mut self) -> QueryResult<&mut PgConnection> {
        Ok(self.connection()?.pg())
    }

    fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        drop(self.pooled.take());
        self.pools.shared.room.notify();
    }
}
