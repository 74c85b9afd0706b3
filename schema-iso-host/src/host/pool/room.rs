//! `Room`: limits the connections of all plugins, and keeps those that nobody uses.
//!
//! All that a checkout decides, it decides here, under one lock. So no two checkouts get one
//! connection, and none waits for a connection that another one has taken meanwhile.

#[cfg(feature = "async")]
mod asynchronous;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The places for connections that all plugins share. `S` is what keeps an idle connection.
pub(super) struct Room<S> {
    state: Mutex<State<S>>,
    changed: Condvar,
    /// Wakes those who wait without a thread.
    #[cfg(feature = "async")]
    woken: tokio::sync::Notify,
}

struct State<S> {
    places: Vec<Use<S>>,
    shares: Vec<Share>,
    /// Counts the changes that somebody may wait for.
    changes: u64,
}

/// What a place for a connection is used for.
enum Use<S> {
    Free,
    /// In use, or being opened for somebody who waits for it.
    Busy {
        slot: usize,
    },
    Idle(Idle<S>),
}

/// A connection that nobody uses.
struct Idle<S> {
    slot: usize,
    since: Instant,
    /// It was opened in advance, and perhaps is not open yet.
    is_fresh: bool,
    kept: S,
}

/// What one plugin can have of the room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// How many connections it can have in any case.
    pub(super) reserved: u32,
    /// How many it can have at most.
    pub(super) largest: u32,
}

/// The answer to a plugin that asks for a connection.
pub(super) enum Claim<S> {
    /// One that is idle and last served the plugin.
    Own(S),
    /// A new one.
    New(Permit<S>),
    /// One that is idle and last served another plugin; its place is the new plugin's already.
    Others(S),
    /// None before something changes.
    Wait(Reason, Changes),
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The plugin has as many as it may have, all in use.
    OwnLimit,
    /// All places that the plugin can have are taken.
    Full,
}

/// The changes that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Changes(u64);

/// How many connections a plugin has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) idle: u32,
    pub(super) busy: u32,
}

impl<S> Room<S> {
    pub(super) fn new(largest: u32, shares: Vec<Share>) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                places: (0..largest).map(|_| Use::Free).collect(),
                shares,
                changes: 0,
            }),
            changed: Condvar::new(),
            #[cfg(feature = "async")]
            woken: tokio::sync::Notify::new(),
        })
    }

    /// Asks for a connection for a plugin: one that last served it, else a new one while there
    /// is room, else the one that has been idle for longest.
    pub(super) fn claim(self: &Arc<Self>, slot: usize) -> Claim<S> {
        let mut state = self.state();
        if let Some(place) = state.last_of(slot) {
            return Claim::Own(state.take(place, slot));
        }
        if state.used(slot) >= state.shares[slot].largest {
            return Claim::Wait(Reason::OwnLimit, Changes(state.changes));
        }
        if let Some(place) = state.free_for(slot) {
            return Claim::New(self.permit(&mut state, place, slot));
        }
        match state.longest_idle() {
            Some(place) => Claim::Others(state.take(place, slot)),
            None => Claim::Wait(Reason::Full, Changes(state.changes)),
        }
    }

    /// Asks for a new connection for a plugin that has fewer idle ones than it keeps.
    pub(super) fn claim_to_keep(self: &Arc<Self>, slot: usize) -> Option<Permit<S>> {
        let mut state = self.state();
        let Share { reserved, largest } = state.shares[slot];
        if state.counts(slot).idle >= reserved || state.used(slot) >= largest {
            return None;
        }
        let place = state.free_for(slot)?;
        Some(self.permit(&mut state, place, slot))
    }

    fn permit(self: &Arc<Self>, state: &mut State<S>, place: usize, slot: usize) -> Permit<S> {
        state.places[place] = Use::Busy { slot };
        Permit {
            room: Arc::clone(self),
            place,
        }
    }

    /// Takes the idle connections for which `is_taken` says so, out of their slot, the time
    /// since when they are idle, and what keeps them.
    pub(super) fn take_idle(&self, is_taken: impl Fn(usize, Instant, &S) -> bool) -> Vec<S> {
        let mut state = self.state();
        let mut taken = Vec::new();
        for place in 0..state.places.len() {
            if let Use::Idle(idle) = &state.places[place]
                && is_taken(idle.slot, idle.since, &idle.kept)
            {
                let slot = idle.slot;
                taken.push(state.take(place, slot));
            }
        }
        taken
    }

    /// Keeps a connection that nobody uses any more.
    pub(super) fn keep(&self, permit: &Permit<S>, kept: S, is_fresh: bool) {
        self.change(|state| {
            // A place is idle, free or busy; only what is busy comes back.
            if let Use::Busy { slot } = state.places[permit.place] {
                state.places[permit.place] = Use::Idle(Idle {
                    slot,
                    since: Instant::now(),
                    is_fresh,
                    kept,
                });
            }
        });
    }

    /// How many connections a plugin has.
    pub(super) fn counts(&self, slot: usize) -> Counts {
        self.state().counts(slot)
    }

    /// How many connections there are of all plugins.
    pub(super) fn used(&self) -> u32 {
        let state = self.state();
        let used = state.places.iter().filter(|place| place.slot().is_some());
        count(used)
    }

    /// The changes up to now.
    pub(super) fn changes(&self) -> Changes {
        Changes(self.state().changes)
    }

    /// Waits for a change after those that have been seen; `false` if there is none in time.
    pub(super) fn wait(&self, seen: Changes, deadline: Instant) -> bool {
        let mut state = self.state();
        while state.changes == seen.0 {
            let Some(left) = deadline.checked_duration_since(Instant::now()) else {
                return false;
            };
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Wakes everybody who waits: something has changed.
    pub(super) fn notify(&self) {
        self.change(|_| {});
    }

    fn change(&self, change: impl FnOnce(&mut State<S>)) {
        let mut state = self.state();
        change(&mut state);
        state.changes += 1;
        drop(state);
        self.changed.notify_all();
        #[cfg(feature = "async")]
        self.woken.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> State<S> {
    fn counts(&self, slot: usize) -> Counts {
        let mut counts = Counts::default();
        for place in &self.places {
            match place {
                Use::Idle(idle) if idle.slot == slot => counts.idle += 1,
                Use::Busy { slot: its } if *its == slot => counts.busy += 1,
                _ => {}
            }
        }
        counts
    }

    fn used(&self, slot: usize) -> u32 {
        let Counts { idle, busy } = self.counts(slot);
        idle + busy
    }

    /// A place for a new connection, if there are more than the other plugins keep.
    fn free_for(&self, slot: usize) -> Option<usize> {
        let others = self.shares.iter().enumerate();
        let kept: u32 = others
            .filter(|&(other, share)| other != slot && share.reserved > 0)
            .map(|(other, share)| share.reserved.saturating_sub(self.used(other)))
            .sum();
        let is_free = |place: &Use<S>| matches!(place, Use::Free);
        let free = count(self.places.iter().filter(|place| is_free(place)));
        let place = || self.places.iter().position(is_free);
        (free > kept).then(place).flatten()
    }

    /// The connection of a plugin that came back last. One that was opened in advance, and may
    /// not be open yet, is the last choice.
    fn last_of(&self, slot: usize) -> Option<usize> {
        let own = self.idle().filter(|(_, idle)| idle.slot == slot);
        let last = own.max_by_key(|(_, idle)| (!idle.is_fresh, idle.since));
        last.map(|(place, _)| place)
    }

    /// The connection that has been idle for longest, of a plugin that can do without it.
    fn longest_idle(&self) -> Option<usize> {
        let spare = self.idle().filter(|(_, idle)| {
            let reserved = self.shares[idle.slot].reserved;
            reserved == 0 || self.used(idle.slot) > reserved
        });
        let longest = spare.min_by_key(|(_, idle)| idle.since);
        longest.map(|(place, _)| place)
    }

    fn idle(&self) -> impl Iterator<Item = (usize, &Idle<S>)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(number, place)| match place {
            Use::Idle(idle) => Some((number, idle)),
            Use::Free | Use::Busy { .. } => None,
        })
    }

    /// Gives the connection at an idle place to a slot.
    fn take(&mut self, place: usize, slot: usize) -> S {
        match std::mem::replace(&mut self.places[place], Use::Busy { slot }) {
            Use::Idle(idle) => idle.kept,
            Use::Free | Use::Busy { .. } => unreachable!("it was found idle, under this lock"),
        }
    }
}

impl<S> Use<S> {
    fn slot(&self) -> Option<usize> {
        match self {
            Self::Free => None,
            Self::Busy { slot } => Some(*slot),
            Self::Idle(idle) => Some(idle.slot),
        }
    }
}

fn count<T>(iterator: impl Iterator<Item = T>) -> u32 {
    u32::try_from(iterator.count()).unwrap_or(u32::MAX)
}

/// A place in the room, for what keeps it taken and nothing else.
pub(super) trait Place: Send + Sync {}

impl<S: Send> Place for Permit<S> {}

/// The right to one connection; given back when it is dropped.
pub(super) struct Permit<S> {
    room: Arc<Room<S>>,
    place: usize,
}

impl<S> Drop for Permit<S> {
    fn drop(&mut self) {
        self.room
            .change(|state| state.places[self.place] = Use::Free);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP_TO_TWO: Share = Share {
        reserved: 0,
        largest: 2,
    };

    fn new(room: &Arc<Room<&'static str>>, slot: usize) -> Permit<&'static str> {
        let Claim::New(permit) = room.claim(slot) else {
            unreachable!("there is room");
        };
        permit
    }

    #[test]
    fn room_that_another_plugin_keeps_is_not_given_away() {
        let (kept, other) = (1, 3);
        let share = |reserved| Share {
            reserved,
            largest: 3,
        };
        let room = Room::<()>::new(other, vec![share(0), share(kept)]);
        let mut held = Vec::new();
        while let Claim::New(permit) = room.claim(0) {
            held.push(permit);
        }
        assert_eq!(held.len(), 2);
        assert!(matches!(room.claim(1), Claim::New(_)));
    }

    #[test]
    fn the_connection_that_is_idle_for_longest_is_taken() {
        let room = Room::new(2, vec![UP_TO_TWO; 3]);
        let (first, second) = (new(&room, 0), new(&room, 1));
        assert!(matches!(room.claim(2), Claim::Wait(Reason::Full, _)));
        room.keep(&second, "second", false);
        room.keep(&first, "first", false);
        assert!(matches!(room.claim(2), Claim::Others("second")));
        assert!(matches!(room.claim(2), Claim::Others("first")));
        assert_eq!(room.counts(2), Counts { idle: 0, busy: 2 });
        assert_eq!(room.counts(0), Counts::default());
    }

    #[test]
    fn the_connection_of_the_plugin_that_came_back_last_is_preferred() {
        let room = Room::new(3, vec![UP_TO_TWO; 2]);
        let (first, second) = (new(&room, 0), new(&room, 0));
        room.keep(&second, "second", false);
        room.keep(&first, "fresh", true);
        assert!(matches!(room.claim(0), Claim::Own("second")));
        assert!(matches!(room.claim(0), Claim::Own("fresh")));
        assert!(matches!(room.claim(1), Claim::New(_)));
    }

    #[test]
    fn a_plugin_has_no_more_than_its_own_limit() {
        let share = Share {
            reserved: 0,
            largest: 1,
        };
        let room = Room::<()>::new(9, vec![share]);
        let claim = room.claim(0);
        let Claim::Wait(Reason::OwnLimit, seen) = room.claim(0) else {
            unreachable!("the limit is one");
        };
        assert!(!room.wait(seen, Instant::now()));
        drop(claim);
        assert!(room.wait(seen, Instant::now()));
        assert!(matches!(room.claim(0), Claim::New(_)));
    }

    #[test]
    fn as_many_idle_connections_as_a_plugin_keeps_are_opened_in_advance() {
        let room = Room::new(
            3,
            vec![Share {
                reserved: 1,
                largest: 3,
            }],
        );
        let permit = room.claim_to_keep(0).expect("none is idle");
        room.keep(&permit, "idle", true);
        assert!(room.claim_to_keep(0).is_none());
        assert!(matches!(room.claim(0), Claim::Own("idle")));
        assert!(room.claim_to_keep(0).is_some());
    }
}
