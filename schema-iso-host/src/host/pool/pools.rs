//! `Pools`: the connections of all plugins: checkouts, shutdown and recycling.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::result::QueryResult;
use scheduled_thread_pool::ScheduledThreadPool;

use super::connection::HostConnection;
use super::lent::Lent;
use super::manager::Shared;
use super::options::PoolOptions;
use super::room::{Claim, Permit, Reason, Room, Share};
use super::single::{self, Single};
use super::slot::{Slot, SlotSettings};
use super::state::{PoolState, ShutdownError};

/// How many threads open connections; r2d2's own default for one pool.
const OPENING_THREADS: usize = 3;

/// How often idle connections are looked at, unless they live for a shorter time; r2d2 looks
/// as often.
const UPKEEP: Duration = Duration::from_secs(30);

/// The connections of all plugins, and the host's own for transactions over several plugins.
pub(in crate::host) struct Pools {
    slots: Vec<Slot>,
    room: Arc<Room<Single>>,
    shared: Arc<Shared>,
    threads: Arc<ScheduledThreadPool>,
    max_size: u32,
}

/// Why a checkout has no connection.
#[derive(Debug, thiserror::Error)]
pub(in crate::host) enum CheckoutError {
    /// None could be opened.
    #[error(transparent)]
    Open(r2d2::Error),
    /// All connections of the host were in use for as long as the checkout waits.
    #[error(
        "all {0} connections of the host are in use; allow more by `pool(|pool| pool.max_size(…))`, \
         or keep some for the plugin by `pool_of::<Plugin>(|pool| pool.min_idle(…))`"
    )]
    Full(u32),
    /// All connections that the plugin may have were in use for as long as the checkout waits.
    #[error(
        "all {0} connections that the plugin may have are in use; allow more by \
         `pool_of::<Plugin>(|pool| pool.max_size(…))`"
    )]
    OwnLimit(u32),
    /// The host was shut down.
    #[error("the host was shut down")]
    ShutDown,
}

impl Pools {
    /// Makes the pools of the slots. Connections are opened when somebody asks for them, or in
    /// the background, where a plugin keeps some.
    pub(in crate::host) fn open(max_size: u32, slots: Vec<SlotSettings>) -> Arc<Self> {
        let room = Room::new(max_size, shares(max_size, &slots));
        let threads = ScheduledThreadPool::builder()
            .num_threads(OPENING_THREADS)
            .thread_name_pattern("schema-iso-pool-{}")
            .build();
        let interval = upkeep_interval(slots.iter().map(|slot| &slot.options));
        let pools = Arc::new(Self {
            slots: slots.into_iter().map(Slot::new).collect(),
            room,
            shared: Arc::default(),
            threads: Arc::new(threads),
            max_size,
        });
        let upkept = Arc::downgrade(&pools);
        pools
            .threads
            .execute_at_fixed_rate(interval, interval, move || {
                upkept.upgrade().iter().for_each(Self::keep_up);
            });
        pools.open_in_advance();
        pools
    }

    /// Takes a connection for a slot, prepared.
    pub(in crate::host) fn checkout(self: &Arc<Self>, slot: usize) -> Result<Lent, CheckoutError> {
        let own = &self.slots[slot];
        let deadline = Instant::now() + own.settings.options.connection_timeout;
        let mut waiting = None;
        loop {
            if self.shared.is_shut_down() {
                return Err(CheckoutError::ShutDown);
            }
            let single = match self.room.claim(slot) {
                Claim::Own(single) => single,
                Claim::New(permit) => self.new_single(slot, Arc::new(permit)),
                Claim::Others(single)
                    if single.is_open() && own.settings.session.is_transferable() =>
                {
                    single
                }
                // Its place is free now, for a new connection.
                Claim::Others(single) => self.new_single(slot, single.close()),
                Claim::Wait(reason, seen) => {
                    waiting.get_or_insert_with(|| own.wait());
                    if self.room.wait(seen, deadline) {
                        continue;
                    }
                    return Err(match reason {
                        Reason::Full => CheckoutError::Full(self.max_size),
                        Reason::OwnLimit => CheckoutError::OwnLimit(own.settings.options.max_size),
                    });
                }
            };
            let left = deadline.saturating_duration_since(Instant::now());
            let mut pooled = single.get(left).map_err(CheckoutError::Open)?;
            if self.accept(slot, &mut pooled) {
                if own.settings.options.min_idle > 0 {
                    self.open_in_advance();
                }
                return Ok(Lent::new(pooled, single, self));
            }
            single::close(pooled);
        }
    }

    fn new_single(&self, slot: usize, permit: Arc<Permit<Single>>) -> Single {
        let settings = &self.slots[slot].settings;
        Single::new(slot, settings, permit, &self.shared, &self.threads)
    }

    /// Whether a connection can be lent to a slot: it lives, and its session is the slot's.
    fn accept(&self, slot: usize, connection: &mut HostConnection) -> bool {
        let settings = &self.slots[slot].settings;
        let options = &settings.options;
        if connection.generation() != self.shared.generation()
            || !connection.is_alive(options.test_on_check_out)
        {
            return false;
        }
        let prepared = connection.prepare_for(slot, &settings.session);
        if let Err(error) = prepared {
            tracing::debug!(%error, "a connection could not be reset; it is closed");
            return false;
        }
        connection.bound_statements(settings.session.most_statements())
    }

    /// Keeps a connection that comes back, unless r2d2 has closed it.
    pub(super) fn give_back(&self, single: Single) {
        if single.is_open() {
            let permit = Arc::clone(single.permit());
            self.room.keep(&permit, single, false);
        }
    }

    /// Makes a connection's session that of a slot, in one round trip or none.
    pub(in crate::host) fn prepare(
        &self,
        connection: &mut HostConnection,
        slot: usize,
    ) -> QueryResult<()> {
        connection.prepare_for(slot, &self.slots[slot].settings.session)
    }

    /// What the pools hold at this moment.
    pub(in crate::host) fn state(&self) -> PoolState {
        PoolState::of(self.max_size, &self.slots, &self.room)
    }

    /// Closes the connections that have been idle, or have lived, for long enough; then opens
    /// those that are to be idle.
    fn keep_up(self: &Arc<Self>) {
        let is_over = |slot: usize, since: Instant, single: &Single| {
            let options = &self.slots[slot].settings.options;
            options.is_over(since, single.age())
        };
        for single in self.room.take_idle(is_over) {
            drop(single.close());
        }
        self.open_in_advance();
    }

    /// Begins to open what is missing of the idle connections that plugins keep.
    fn open_in_advance(&self) {
        for slot in 0..self.slots.len() {
            while !self.shared.is_shut_down()
                && let Some(permit) = self.room.claim_to_keep(slot)
            {
                let permit = Arc::new(permit);
                let single = self.new_single(slot, Arc::clone(&permit));
                single.begin_to_open();
                self.room.keep(&permit, single, true);
            }
        }
    }

    fn close_idle(&self) {
        for single in self.room.take_idle(|_, _, _| true) {
            drop(single.close());
        }
    }

    /// Closes what is idle, and what is in use when it comes back.
    pub(in crate::host) fn recycle(&self) {
        self.shared.begin_generation();
        self.close_idle();
        self.open_in_advance();
    }

    /// Lends nothing any more, and waits until all connections are back and closed.
    pub(in crate::host) fn shut_down(&self, timeout: Duration) -> Result<(), ShutdownError> {
        let deadline = Instant::now() + timeout;
        self.shared.shut_down();
        self.room.notify();
        loop {
            let seen = self.room.changes();
            self.close_idle();
            let busy = self.room.used();
            if busy == 0 {
                return Ok(());
            }
            if !self.room.wait(seen, deadline) {
                return Err(ShutdownError::new(busy, timeout));
            }
        }
    }
}

/// What each slot can have of the room.
pub(super) fn shares(max_size: u32, slots: &[SlotSettings]) -> Vec<Share> {
    let shares = slots.iter().map(|slot| {
        let largest = slot.options.max_size.min(max_size);
        Share {
            reserved: slot.options.min_idle.min(largest),
            largest,
        }
    });
    shares.collect()
}

/// How often idle connections are looked at.
pub(super) fn upkeep_interval<'o>(options: impl Iterator<Item = &'o PoolOptions>) -> Duration {
    let shortest = options.flat_map(PoolOptions::lifetimes).min();
    shortest.unwrap_or(UPKEEP).min(UPKEEP)
}

impl Drop for Pools {
    /// An idle connection has the right to be in the room that keeps it.
    fn drop(&mut self) {
        self.close_idle();
    }
}
