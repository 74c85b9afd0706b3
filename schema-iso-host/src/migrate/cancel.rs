//! `CancelToken`: stops a boot from outside.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// Stops a boot that waits for a lock, or that has migrations still to run.
///
/// A migration that runs is let finish. A clone is the same token.
///
/// ```
/// use schema_iso_host::{CancelToken, Host};
///
/// let token = CancelToken::new();
/// let builder = Host::builder("postgres://localhost/app").cancel_token(token.clone());
/// // … in a signal handler's thread:
/// token.cancel();
/// assert!(token.is_cancelled());
/// # drop(builder);
/// ```
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    cancelled: bool,
    children: Vec<Weak<Shared>>,
}

impl CancelToken {
    /// A token that nobody has cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels, once and for all.
    pub fn cancel(&self) {
        let mut state = self.0.state();
        state.cancelled = true;
        let children = std::mem::take(&mut state.children);
        drop(state);
        self.0.changed.notify_all();
        for child in children.iter().filter_map(Weak::upgrade) {
            Self(child).cancel();
        }
    }

    /// Whether somebody cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.state().cancelled
    }

    /// A token that is cancelled with this one, but not the other way round.
    pub(super) fn child(&self) -> Self {
        let child = Self::new();
        let mut state = self.0.state();
        child.0.state().cancelled = state.cancelled;
        state.children.retain(|child| child.strong_count() > 0);
        state.children.push(Arc::downgrade(&child.0));
        child
    }

    /// Waits for a while, or until somebody cancels: then it returns `true`.
    pub(super) fn wait(&self, duration: Duration) -> bool {
        let end = Instant::now() + duration;
        let mut state = self.0.state();
        while !state.cancelled {
            let Some(left) = end.checked_duration_since(Instant::now()) else {
                return false;
            };
            let waited = self.0.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_cancelled_with_its_parent_only() {
        let parent = CancelToken::new();
        let child = parent.child();
        child.cancel();
        assert!(!parent.is_cancelled());
        let child = parent.child();
        parent.cancel();
        assert!(child.is_cancelled());
        assert!(parent.child().is_cancelled());
    }

    #[test]
    fn cancelling_ends_a_wait() {
        let token = CancelToken::new();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| token.wait(Duration::from_secs(3600)));
            token.cancel();
            assert!(waiting.join().unwrap());
        });
    }
}
