//! `Manager`: opens a connection for r2d2, and decides whether it is broken.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use r2d2::{HandleError, ManageConnection};

use super::connection::{HostConnection, OpenFailure};
use super::losses::Losses;
use super::room::Place;
use super::session::SessionSettings;
use crate::address::Address;
use crate::migrate::Chain;

/// What the managers of all connections share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Goes up when the idle connections are let go of.
    generation: AtomicU64,
    /// When the server has closed connections.
    pub(super) losses: Arc<Losses>,
    /// Nothing is given out any more.
    is_shut_down: AtomicBool,
}

impl Shared {
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    pub(super) fn begin_generation(&self) {
        self.generation.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn is_shut_down(&self) -> bool {
        self.is_shut_down.load(Ordering::Relaxed)
    }

    pub(super) fn shut_down(&self) {
        self.is_shut_down.store(true, Ordering::Relaxed);
    }
}

/// Opens and judges one connection.
pub(super) struct Manager {
    pub(super) slot: usize,
    pub(super) address: Address,
    pub(super) settings: SessionSettings,
    pub(super) shared: Arc<Shared>,
    /// Kept for as long as an attempt lasts, whether somebody waits for it or not.
    pub(super) place: Arc<dyn Place>,
}

impl ManageConnection for Manager {
    type Connection = HostConnection;
    type Error = ManagerError;

    fn connect(&self) -> Result<HostConnection, ManagerError> {
        if self.shared.is_shut_down() {
            return Err(ManagerError::ShutDown);
        }
        let generation = self.shared.generation();
        HostConnection::open(
            &self.address,
            &self.settings,
            self.slot,
            generation,
            &self.shared.losses,
            Arc::clone(&self.place),
        )
        .map_err(ManagerError::Open)
    }

    fn is_valid(&self, connection: &mut HostConnection) -> Result<(), ManagerError> {
        connection.ping().map_err(ManagerError::Ping)
    }

    /// A connection goes back clean or not at all. A panic may have left anything behind.
    fn has_broken(&self, connection: &mut HostConnection) -> bool {
        // First, since it is news for the other connections. A failure that a function of a
        // plugin raises, with whatever SQLSTATE, is none.
        connection.is_closed_by_the_server()
            || std::thread::panicking()
            || self.shared.is_shut_down()
            || connection.generation() != self.shared.generation()
            || !connection.is_clean()
    }
}

/// Why r2d2 has no connection.
#[derive(Debug, thiserror::Error)]
pub(super) enum ManagerError {
    /// It could not be opened.
    #[error("{}", Chain(.0))]
    Open(OpenFailure),
    /// It does not answer.
    #[error("{0}")]
    Ping(diesel::result::Error),
    /// The host was shut down.
    #[error("the host was shut down")]
    ShutDown,
}

/// Reports what r2d2 meets while it opens connections.
#[derive(Debug)]
pub(super) struct Trace;

impl HandleError<ManagerError> for Trace {
    fn handle_error(&self, error: ManagerError) {
        match error {
            ManagerError::ShutDown => tracing::debug!(%error, "the pool opens no connection"),
            ManagerError::Open(_) | ManagerError::Ping(_) => {
                tracing::warn!(%error, "the pool could not open or check a connection");
            }
        }
    }
}
