//! `AsyncPools`: the async connections of all plugins: checkouts, shutdown and recycling.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::connection::{AsyncHostConnection, Kept, cancel_and_close};
use super::lent::AsyncLent;
use crate::host::pool::connection::OpenFailure;
use crate::host::pool::manager::Shared;
use crate::host::pool::pools::{shares, upkeep_interval};
use crate::host::pool::room::{Claim, Permit, Reason, Room};
use crate::host::pool::slot::{Slot, SlotSettings};
use crate::host::pool::state::{PoolState, ShutdownError};
use crate::migrate::Chain;

/// How long a cancelled statement may take to end before its connection is closed in any case.
const LONGEST_CANCEL: Duration = Duration::from_secs(5);

/// The shortest and the longest pause between two attempts to open a connection.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// The async connections of all plugins.
pub(in crate::host) struct AsyncPools {
    slots: Vec<Slot>,
    room: Arc<Room<Kept>>,
    shared: Arc<Shared>,
    max_size: u32,
    /// The runtime of the first checkout, on which the pool keeps up.
    runtime: OnceLock<Handle>,
}

/// Why a checkout has no async connection.
#[derive(Debug, thiserror::Error)]
pub(in crate::host) enum AsyncCheckoutError {
    /// There is no runtime.
    #[error(
        "there is no runtime of tokio here; call it inside of one, or take a synchronous connection"
    )]
    NoRuntime,
    /// None could be opened.
    #[error("{}", Chain(.0))]
    Open(OpenFailure),
    /// All connections of the host were in use for as long as the checkout waits.
    #[error(
        "all {0} async connections of the host are in use; allow more by \
         `pool(|pool| pool.max_size(…))`, or keep some for the plugin by \
         `pool_of::<Plugin>(|pool| pool.min_idle(…))`"
    )]
    Full(u32),
    /// All connections that the plugin may have were in use for as long as the checkout waits.
    #[error(
        "all {0} async connections that the plugin may have are in use; allow more by \
         `pool_of::<Plugin>(|pool| pool.max_size(…))`"
    )]
    OwnLimit(u32),
    /// The host was shut down.
    #[error("the host was shut down")]
    ShutDown,
}

impl AsyncPools {
    /// Makes the pool of the slots. It opens connections when somebody asks for them.
    pub(in crate::host) fn new(max_size: u32, slots: Vec<SlotSettings>) -> Arc<Self> {
        Arc::new(Self {
            room: Room::new(max_size, shares(max_size, &slots)),
            slots: slots.into_iter().map(Slot::new).collect(),
            shared: Arc::default(),
            max_size,
            runtime: OnceLock::new(),
        })
    }

    /// Takes a connection for a slot, prepared. Dropping the future takes nothing.
    pub(in crate::host) async fn checkout(
        self: &Arc<Self>,
        slot: usize,
    ) -> Result<AsyncLent, AsyncCheckoutError> {
        let runtime = Handle::try_current().map_err(|_| AsyncCheckoutError::NoRuntime)?;
        self.begin_upkeep(&runtime);
        let own = &self.slots[slot];
        let deadline = Instant::now() + own.settings.options.connection_timeout;
        let mut waiting = None;
        loop {
            if self.shared.is_shut_down() {
                return Err(AsyncCheckoutError::ShutDown);
            }
            let mut connection = match self.room.claim(slot) {
                Claim::Own(connection) => connection,
                Claim::New(permit) => self.open(slot, permit, deadline).await?,
                Claim::Others(connection) if own.settings.session.is_transferable() => connection,
                // The next claim finds its place free.
                Claim::Others(connection) => {
                    drop(connection);
                    continue;
                }
                Claim::Wait(reason, seen) => {
                    waiting.get_or_insert_with(|| own.wait());
                    if self.room.wait_async(seen, deadline).await {
                        continue;
                    }
                    return Err(match reason {
                        Reason::Full => AsyncCheckoutError::Full(self.max_size),
                        Reason::OwnLimit => {
                            AsyncCheckoutError::OwnLimit(own.settings.options.max_size)
                        }
                    });
                }
            };
            if self.accept(slot, &mut connection).await {
                return Ok(AsyncLent::new(connection, self));
            }
            drop(connection);
        }
    }

    /// Opens a connection, with as many attempts as the time allows.
    async fn open(
        &self,
        slot: usize,
        permit: Permit<Kept>,
        deadline: Instant,
    ) -> Result<Kept, AsyncCheckoutError> {
        let settings = &self.slots[slot].settings;
        let permit = Arc::new(permit);
        let mut pause = PAUSES.0;
        loop {
            let attempt = AsyncHostConnection::open(
                &settings.address,
                &settings.session,
                slot,
                self.shared.generation(),
                &self.shared.losses,
                Arc::clone(&permit),
            );
            let failure = match tokio::time::timeout_at(deadline.into(), attempt).await {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(failure)) => failure,
                Err(_) => OpenFailure::TimedOut,
            };
            tracing::warn!(error = %Chain(&failure), "the pool could not open a connection");
            if self.shared.is_shut_down() {
                return Err(AsyncCheckoutError::ShutDown);
            }
            if !failure.may_pass() || Instant::now() + pause >= deadline {
                return Err(AsyncCheckoutError::Open(failure));
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// Whether a connection can be lent to a slot: it lives, and its session is the slot's.
    async fn accept(&self, slot: usize, connection: &mut AsyncHostConnection) -> bool {
        let settings = &self.slots[slot].settings;
        if connection.generation() != self.shared.generation()
            || !connection
                .is_alive(settings.options.test_on_check_out)
                .await
        {
            return false;
        }
        if let Err(error) = connection.prepare_for(slot, &settings.session).await {
            tracing::debug!(%error, "a connection could not be reset; it is closed");
            return false;
        }
        connection.bound_statements(&settings.session);
        true
    }

    /// Keeps a connection that comes back clean; closes every other one, after the statement
    /// that may still run on it was cancelled.
    pub(super) fn give_back(&self, mut connection: Kept) {
        if connection.is_running() {
            // A checkout came before, so there is a runtime; if it is gone, so is the connection.
            if let Some(runtime) = self.runtime.get() {
                runtime.spawn(cancel_and_close(connection, LONGEST_CANCEL));
            }
            return;
        }
        let is_kept = !connection.is_closed_by_the_server()
            && !std::thread::panicking()
            && !self.shared.is_shut_down()
            && connection.generation() == self.shared.generation()
            && connection.is_clean();
        if is_kept {
            let permit = Arc::clone(connection.permit());
            self.room.keep(&permit, connection, false);
        }
    }

    /// What the pool holds at this moment.
    pub(in crate::host) fn state(&self) -> PoolState {
        PoolState::of(self.max_size, &self.slots, &self.room)
    }

    /// Looks at idle connections from time to time, as long as there is the pool and the runtime.
    fn begin_upkeep(self: &Arc<Self>, runtime: &Handle) {
        self.runtime.get_or_init(|| {
            let options = self.slots.iter().map(|slot| &slot.settings.options);
            let interval = upkeep_interval(options);
            let kept_up = Arc::downgrade(self);
            runtime.spawn(async move {
                loop {
                    tokio::time::sleep(interval).await;
                    let Some(pools) = kept_up.upgrade() else {
                        return;
                    };
                    pools.keep_up().await;
                }
            });
            runtime.clone()
        });
    }

    /// Closes the connections that have been idle, or have lived, for long enough; then opens
    /// those that plugins keep.
    async fn keep_up(self: &Arc<Self>) {
        drop(self.room.take_idle(|slot, since, connection: &Kept| {
            let options = &self.slots[slot].settings.options;
            options.is_over(since, connection.age())
        }));
        for slot in 0..self.slots.len() {
            while !self.shared.is_shut_down()
                && let Some(permit) = self.room.claim_to_keep(slot)
            {
                let deadline =
                    Instant::now() + self.slots[slot].settings.options.connection_timeout;
                match self.open(slot, permit, deadline).await {
                    Ok(connection) => self.give_back(connection),
                    Err(_) => break,
                }
            }
        }
    }

    fn close_idle(&self) {
        drop(self.room.take_idle(|_, _, _| true));
    }

    /// Closes what is idle, and what is in use when it comes back.
    pub(in crate::host) fn recycle(&self) {
        self.shared.begin_generation();
        self.close_idle();
    }

    /// Lends nothing any more, and waits until all connections are back and closed; blocks.
    pub(in crate::host) fn shut_down(&self, timeout: Duration) -> Result<(), ShutdownError> {
        let deadline = Instant::now() + timeout;
        self.begin_shutdown();
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

    /// As [`shut_down`](Self::shut_down), without blocking.
    pub(in crate::host) async fn shut_down_async(
        &self,
        timeout: Duration,
    ) -> Result<(), ShutdownError> {
        let deadline = Instant::now() + timeout;
        self.begin_shutdown();
        loop {
            let seen = self.room.changes();
            self.close_idle();
            let busy = self.room.used();
            if busy == 0 {
                return Ok(());
            }
            if !self.room.wait_async(seen, deadline).await {
                return Err(ShutdownError::new(busy, timeout));
            }
        }
    }

    pub(in crate::host) fn begin_shutdown(&self) {
        self.shared.shut_down();
        self.room.notify();
    }
}

impl Drop for AsyncPools {
    /// An idle connection has the right to be in the room that keeps it.
    fn drop(&mut self) {
        self.close_idle();
    }
}
