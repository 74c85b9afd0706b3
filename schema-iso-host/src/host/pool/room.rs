//! `Room`: limits the connections of all plugins, and knows which are idle.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use schema_iso_query::connection::Identity;

/// After this time the idle connections are looked at again, even if nothing was noted: r2d2
/// adds one that it opened by itself a moment after it was noted.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// The room for connections that all plugins share.
#[derive(Debug)]
pub(super) struct Room {
    state: Mutex<State>,
    changed: Condvar,
    largest: u32,
}

#[derive(Debug)]
struct State {
    slots: Vec<Share>,
    /// The connections that nobody uses, the one idle for longest first.
    idle: Vec<Idle>,
    /// Counts the changes that somebody may wait for.
    changes: u64,
}

/// What one plugin has of the room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// How many connections it has, opened ones and those that are being opened.
    used: u32,
    /// How many it can have in any case.
    pub(super) reserved: u32,
    /// How many it can have at most.
    pub(super) largest: u32,
}

impl Share {
    pub(super) fn new(reserved: u32, largest: u32) -> Self {
        Self {
            used: 0,
            reserved,
            largest,
        }
    }

    fn unused_reserve(self) -> u32 {
        self.reserved.saturating_sub(self.used)
    }
}

#[derive(Debug, Clone)]
struct Idle {
    slot: usize,
    identity: Identity,
}

/// The answer to a plugin that asks for one more connection.
pub(super) enum Claim {
    /// A new one.
    New(Permit),
    /// One that is idle, of another plugin.
    Idle {
        /// Whose it is.
        slot: usize,
        /// Which one.
        identity: Identity,
    },
    /// None but its own: it has as many as it may have.
    OwnLimit,
    /// None before somebody gives one back.
    Full,
}

impl Room {
    pub(super) fn new(largest: u32, shares: Vec<Share>) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                slots: shares,
                idle: Vec::new(),
                changes: 0,
            }),
            changed: Condvar::new(),
            largest,
        })
    }

    /// Asks for one more connection for a plugin.
    pub(super) fn claim(self: &Arc<Self>, slot: usize) -> Claim {
        let mut state = self.state();
        let share = state.slots[slot];
        if share.used >= share.largest {
            return Claim::OwnLimit;
        }
        let used: u32 = state.slots.iter().map(|share| share.used).sum();
        let others = state.slots.iter().enumerate();
        let kept: u32 = others
            .filter(|&(other, _)| other != slot)
            .map(|(_, share)| share.unused_reserve())
            .sum();
        if used + kept < self.largest {
            return Claim::New(self.permit(&mut state, slot));
        }
        let idle = state.idle.iter().find(|idle| {
            let share = state.slots[idle.slot];
            idle.slot != slot && share.used > share.reserved
        });
        idle.map_or(Claim::Full, |idle| Claim::Idle {
            slot: idle.slot,
            identity: idle.identity.clone(),
        })
    }

    fn permit(self: &Arc<Self>, state: &mut State, slot: usize) -> Permit {
        state.slots[slot].used += 1;
        Permit {
            room: Arc::clone(self),
            slot,
        }
    }

    /// Notes that nobody uses a connection, from now on.
    pub(super) fn note_idle(&self, slot: usize, identity: &Identity) {
        let identity = identity.clone();
        self.change(|state| {
            // One that was looked at and put back keeps its place.
            let known = state
                .idle
                .iter_mut()
                .find(|idle| idle.identity.is(&identity));
            match known {
                Some(idle) => idle.slot = slot,
                None => state.idle.push(Idle { slot, identity }),
            }
        });
    }

    /// Notes that somebody uses a connection, or that it is gone.
    pub(super) fn note_busy(&self, identity: &Identity) {
        self.state().idle.retain(|idle| !idle.identity.is(identity));
    }

    /// Wakes everybody who waits: something has changed.
    pub(super) fn notify(&self) {
        self.change(|_| {});
    }

    /// Waits until `find` has something, and asks it again after every change.
    pub(super) fn wait_for<T>(
        &self,
        deadline: Instant,
        mut find: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        loop {
            // Whatever changes after this is counted, so that it is not missed.
            let seen = self.state().changes;
            if let Some(found) = find() {
                return Some(found);
            }
            let mut state = self.state();
            while state.changes == seen {
                let left = deadline.checked_duration_since(Instant::now())?;
                let waited = self.changed.wait_timeout(state, left.min(LONGEST_WAIT));
                let (again, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                state = again;
                if timeout.timed_out() {
                    break;
                }
            }
        }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        state.changes += 1;
        drop(state);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The identity of a connection, which is not noted as idle any more when it is dropped.
#[derive(Debug)]
pub(super) struct Noted {
    pub(super) identity: Identity,
    room: Arc<Room>,
}

impl Noted {
    pub(super) fn new(room: &Arc<Room>) -> Self {
        Self {
            identity: Identity::new(),
            room: Arc::clone(room),
        }
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        self.room.note_busy(&self.identity);
    }
}

/// The right to one connection; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    room: Arc<Room>,
    slot: usize,
}

impl Permit {
    /// Hands the permit on to another plugin.
    pub(super) fn move_to(&mut self, slot: usize) {
        self.room.change(|state| {
            state.slots[self.slot].used -= 1;
            state.slots[slot].used += 1;
        });
        self.slot = slot;
    }

    pub(super) fn slot(&self) -> usize {
        self.slot
    }

    pub(super) fn room(&self) -> &Arc<Room> {
        &self.room
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.room.change(|state| state.slots[self.slot].used -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_that_another_plugin_keeps_is_not_given_away() {
        let room = Room::new(3, vec![Share::new(0, 3), Share::new(1, 3)]);
        let mut held = Vec::new();
        while let Claim::New(permit) = room.claim(0) {
            held.push(permit);
        }
        assert_eq!(held.len(), 2);
        assert!(matches!(room.claim(1), Claim::New(_)));
    }

    #[test]
    fn the_connection_that_is_idle_for_longest_is_taken() {
        let room = Room::new(
            2,
            vec![Share::new(0, 2), Share::new(0, 2), Share::new(0, 2)],
        );
        let (Claim::New(_first), Claim::New(_second)) = (room.claim(0), room.claim(1)) else {
            unreachable!("there is room for two");
        };
        assert!(matches!(room.claim(2), Claim::Full));
        let identities = [Identity::new(), Identity::new()];
        room.note_idle(1, &identities[1]);
        room.note_idle(0, &identities[0]);
        let Claim::Idle { slot, identity } = room.claim(2) else {
            unreachable!("two are idle");
        };
        assert!(slot == 1 && identity.is(&identities[1]));
        room.note_busy(&identities[1]);
        assert!(matches!(room.claim(2), Claim::Idle { slot: 0, .. }));
    }

    #[test]
    fn a_connection_that_has_moved_is_looked_for_where_it_is() {
        let room = Room::new(
            2,
            vec![Share::new(0, 2), Share::new(0, 2), Share::new(0, 2)],
        );
        let (Claim::New(_first), Claim::New(_second)) = (room.claim(0), room.claim(1)) else {
            unreachable!("there is room for two");
        };
        let identity = Identity::new();
        room.note_idle(0, &identity);
        room.note_idle(1, &identity);
        assert!(matches!(room.claim(2), Claim::Idle { slot: 1, .. }));
    }

    #[test]
    fn a_plugin_has_no_more_than_its_own_limit() {
        let room = Room::new(9, vec![Share::new(0, 1)]);
        let claim = room.claim(0);
        assert!(matches!(room.claim(0), Claim::OwnLimit));
        drop(claim);
        assert!(matches!(room.claim(0), Claim::New(_)));
    }
}
