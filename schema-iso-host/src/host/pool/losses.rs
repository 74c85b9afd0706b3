//! `Losses`: when the server has closed connections, so that others may be about to be.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// For this time after a loss, every connection is asked whether it lives before it is lent.
///
/// A server that ends its backends ends one after the other, and each of them says so some
/// time before it closes its connection; libpq does not pass on what it says.
const SUSPICION: Duration = Duration::from_secs(1);

/// When the server last closed a connection of the host.
#[derive(Debug)]
pub(super) struct Losses {
    begun: Instant,
    /// The nanoseconds since then; 0 if the server has closed none.
    last: AtomicU64,
}

impl Default for Losses {
    fn default() -> Self {
        Self {
            begun: Instant::now(),
            last: AtomicU64::new(0),
        }
    }
}

impl Losses {
    /// Notes that the server has closed a connection.
    pub(super) fn note(&self) {
        let now = u64::try_from(self.begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.last.fetch_max(now.max(1), Ordering::Relaxed);
    }

    /// Whether the server may have closed a connection, unnoticed, that was known to live at
    /// some time.
    pub(super) fn make_suspect(&self, known: Instant) -> bool {
        let last = self.last.load(Ordering::Relaxed);
        last != 0 && known < self.begun + Duration::from_nanos(last) + SUSPICION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_makes_suspect_what_was_known_to_live_before_and_shortly_after() {
        let losses = Losses::default();
        let now = Instant::now();
        assert!(!losses.make_suspect(now));
        losses.note();
        assert!(losses.make_suspect(now));
        assert!(losses.make_suspect(Instant::now()));
        assert!(!losses.make_suspect(Instant::now() + 2 * SUSPICION));
    }
}
