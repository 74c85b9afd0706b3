//! Waiting for a change of the room without a thread.

use std::time::Instant;

use super::{Changes, Room};

impl<S> Room<S> {
    /// As [`wait`](Self::wait), without blocking.
    pub(in crate::host::pool) async fn wait_async(&self, seen: Changes, deadline: Instant) -> bool {
        let mut woken = core::pin::pin!(self.woken.notified());
        // From here on no change is missed.
        woken.as_mut().enable();
        if self.changes() != seen {
            return true;
        }
        let timely = tokio::time::timeout_at(deadline.into(), woken).await;
        timely.is_ok() || self.changes() != seen
    }
}
