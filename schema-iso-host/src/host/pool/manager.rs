//! `Manager`: opens the connections of a plugin's pool for r2d2, and decides which are broken.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use r2d2::{HandleError, ManageConnection};

use super::connection::{HostConnection, OpenFailure};
use super::room::{Claim, Permit, Room};
use super::session::SessionSettings;
use crate::address::Address;
use crate::migrate::Chain;

/// What the managers of all plugins share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) room: Arc<Room>,
    /// Goes up when the idle connections are let go of.
    pub(super) generation: AtomicU64,
    /// Goes up when a connection was found closed: others may be about to be.
    pub(super) losses: AtomicU64,
    /// Nothing is given out any more.
    pub(super) is_shut_down: AtomicBool,
}

impl Shared {
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    pub(super) fn losses(&self) -> u64 {
        self.losses.load(Ordering::Relaxed)
    }

    /// Notes that the server has closed a connection.
    pub(super) fn note_loss(&self) {
        self.losses.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn is_shut_down(&self) -> bool {
        self.is_shut_down.load(Ordering::Relaxed)
    }
}

/// What the next connection of a plugin is made of.
pub(super) enum Arrival {
    /// A new connection.
    New(Permit),
    /// One that served another plugin; its permit is the new plugin's already.
    TakenOver(Box<HostConnection>),
}

/// The arrivals of one plugin, which r2d2's threads make connections of.
#[derive(Default)]
pub(super) struct Arrivals(Mutex<VecDeque<Arrival>>);

impl Arrivals {
    pub(super) fn push(&self, arrival: Arrival) {
        self.queue().push_back(arrival);
    }

    fn pop(&self) -> Option<Arrival> {
        self.queue().pop_front()
    }

    /// Lets go of what nobody has taken.
    pub(super) fn clear(&self) {
        let dropped = std::mem::take(&mut *self.queue());
        drop(dropped);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue().is_empty()
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, VecDeque<Arrival>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What r2d2 keeps: a connection, unless it was taken out for another plugin.
pub(super) struct Pooled(pub(super) Option<HostConnection>);

/// Opens and judges the connections of one plugin.
pub(super) struct Manager {
    pub(super) slot: usize,
    pub(super) address: Address,
    pub(super) settings: SessionSettings,
    pub(super) shared: Arc<Shared>,
    pub(super) arrivals: Arc<Arrivals>,
}

impl Manager {
    fn open(&self, permit: Permit) -> Result<HostConnection, ManagerError> {
        let shared = &self.shared;
        let (generation, losses) = (shared.generation(), shared.losses());
        let opened =
            HostConnection::open(&self.address, &self.settings, (generation, losses), permit);
        opened.map_err(|(permit, failure)| {
            // For r2d2's next attempt.
            self.arrivals.push(Arrival::New(permit));
            ManagerError::Open(failure)
        })
    }

    fn take_over(&self, mut connection: HostConnection) -> Result<HostConnection, ManagerError> {
        if let Err(error) = connection.prepare_for(self.slot, &self.settings) {
            tracing::debug!(%error, "a connection could not be reset; a new one is opened");
            return self.open(connection.into_permit());
        }
        Ok(connection)
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = ManagerError;

    fn connect(&self) -> Result<Pooled, ManagerError> {
        if self.shared.is_shut_down() {
            return Err(ManagerError::ShutDown);
        }
        let connection = match self.arrivals.pop() {
            Some(Arrival::New(permit)) => self.open(permit)?,
            Some(Arrival::TakenOver(connection)) => self.take_over(*connection)?,
            // r2d2 opens it on its own, to keep `min_idle` connections idle.
            None => match self.shared.room.claim(self.slot) {
                Claim::New(permit) => self.open(permit)?,
                _ => return Err(ManagerError::NoRoom),
            },
        };
        self.shared.room.note_idle(self.slot, connection.identity());
        Ok(Pooled(Some(connection)))
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), ManagerError> {
        match &mut pooled.0 {
            Some(connection) => connection.ping().map_err(ManagerError::Ping),
            None => Err(ManagerError::NoRoom),
        }
    }

    /// A connection goes back clean or not at all. A panic may have left anything behind.
    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        let Some(connection) = &mut pooled.0 else {
            return true;
        };
        if std::thread::panicking()
            || self.shared.is_shut_down()
            || connection.generation() != self.shared.generation()
        {
            return true;
        }
        if !connection.is_clean() || connection.is_closed_by_the_server() {
            if connection.is_closed_by_the_server() {
                self.shared.note_loss();
            }
            return true;
        }
        self.shared.room.note_idle(self.slot, connection.identity());
        false
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
    /// The connections of all plugins are as many as there may be.
    #[error("all connections of the host are in use")]
    NoRoom,
    /// The host was shut down.
    #[error("the host was shut down")]
    ShutDown,
}

/// Reports what the pool meets while it opens connections in the background.
#[derive(Debug)]
pub(super) struct Trace;

impl HandleError<ManagerError> for Trace {
    fn handle_error(&self, error: ManagerError) {
        match error {
            ManagerError::NoRoom | ManagerError::ShutDown => {
                tracing::debug!(%error, "the pool opens no connection");
            }
            ManagerError::Open(_) | ManagerError::Ping(_) => {
                tracing::warn!(%error, "the pool could not open or check a connection");
            }
        }
    }
}
