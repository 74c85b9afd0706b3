//! The back-off between two attempts to acquire locks.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

const FIRST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_secs(1);

/// Waits that double, each cut at random to between half and all of it, so that
/// processes that began together do not come back together.
#[derive(Debug)]
pub(super) struct Backoff {
    next: Duration,
    longest: Duration,
    random: RandomState,
}

impl Backoff {
    pub(super) fn new() -> Self {
        Self::between(FIRST, LONGEST)
    }

    /// Waits of another length.
    pub(super) fn between(first: Duration, longest: Duration) -> Self {
        Self {
            next: first,
            longest,
            random: RandomState::new(),
        }
    }

    /// The next wait.
    pub(super) fn next(&mut self) -> Duration {
        let wait = self.next;
        self.next = (wait * 2).min(self.longest);
        // Each state hashes differently; the standard library has no other dice.
        let dice = self.random.hash_one(wait);
        self.random = RandomState::new();
        let share = u32::try_from(dice % 1000).unwrap_or_default();
        wait / 2 + wait / 2 * share / 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_limit_and_differ() {
        let mut backoff = Backoff::new();
        let waits: Vec<Duration> = std::iter::repeat_with(|| backoff.next()).take(20).collect();
        assert!(waits[0] <= FIRST);
        assert!(waits.iter().all(|wait| *wait <= LONGEST));
        assert!(waits[19] >= LONGEST / 2);
    }
}
