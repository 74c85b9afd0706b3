//! Names for Diesel's row locks, which have none outside Diesel.
//!
//! [`Probe`] accepts any lock and answers with its type.

use diesel::query_dsl::methods::{LockingDsl, ModifyLockDsl};

/// Gives back the lock that it is asked to take.
#[derive(Debug)]
pub struct Probe;

impl diesel::QueryDsl for Probe {}

impl<Lock> LockingDsl<Lock> for Probe {
    type Output = Lock;

    fn with_lock(self, lock: Lock) -> Self::Output {
        lock
    }
}

impl<Modifier> ModifyLockDsl<Modifier> for Probe {
    type Output = Modifier;

    fn modify_lock(self, modifier: Modifier) -> Self::Output {
        modifier
    }
}

/// `FOR UPDATE`.
pub(crate) type ForUpdateLock = diesel::dsl::ForUpdate<Probe>;
/// `FOR NO KEY UPDATE`.
pub(crate) type ForNoKeyUpdateLock = diesel::dsl::ForNoKeyUpdate<Probe>;
/// `FOR SHARE`.
pub(crate) type ForShareLock = diesel::dsl::ForShare<Probe>;
/// `FOR KEY SHARE`.
pub(crate) type ForKeyShareLock = diesel::dsl::ForKeyShare<Probe>;
/// `SKIP LOCKED`.
pub(crate) type SkipLockedModifier = diesel::dsl::SkipLocked<Probe>;
/// `NOWAIT`.
pub(crate) type NoWaitModifier = diesel::dsl::NoWait<Probe>;
