//! The size and the patience of the pool.

use std::time::Duration;

/// How the pool that serves all plugins behaves.
///
/// ```
/// use std::time::Duration;
/// use schema_iso_host::Host;
///
/// let builder = Host::builder("postgres://localhost/app")
///     .pool(|pool| pool.max_size(20).connection_timeout(Duration::from_secs(5)));
/// # drop(builder);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct PoolOptions {
    pub(super) max_size: u32,
    pub(super) min_idle: u32,
    pub(super) connection_timeout: Duration,
    pub(super) idle_timeout: Option<Duration>,
    pub(super) max_lifetime: Option<Duration>,
    pub(super) test_on_check_out: bool,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            max_size: 10,
            min_idle: 0,
            connection_timeout: Duration::from_secs(30),
            idle_timeout: Some(Duration::from_secs(10 * 60)),
            max_lifetime: Some(Duration::from_secs(30 * 60)),
            test_on_check_out: false,
        }
    }
}

impl PoolOptions {
    /// Sets how many connections there are at most, at least one; ten unless told
    /// otherwise.
    ///
    /// As many migrations run at the same time, too.
    pub fn max_size(mut self, connections: u32) -> Self {
        self.max_size = connections.max(1);
        self
    }

    /// Sets how many idle connections are kept open; none unless told otherwise.
    pub fn min_idle(mut self, connections: u32) -> Self {
        self.min_idle = connections;
        self
    }

    /// Sets how long a checkout waits for a connection; half a minute unless told
    /// otherwise.
    pub fn connection_timeout(mut self, timeout: Duration) -> Self {
        self.connection_timeout = timeout.max(Duration::from_millis(1));
        self
    }

    /// Sets after how long an idle connection is closed; never, for `None`.
    pub fn idle_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.idle_timeout = timeout.filter(|timeout| !timeout.is_zero());
        self
    }

    /// Sets after how long a connection is closed in any case; never, for `None`.
    pub fn max_lifetime(mut self, lifetime: Option<Duration>) -> Self {
        self.max_lifetime = lifetime.filter(|lifetime| !lifetime.is_zero());
        self
    }

    /// Says whether each checkout asks the server whether the connection still
    /// lives, which costs a round trip; it does not unless told otherwise.
    pub fn test_on_check_out(mut self, test: bool) -> Self {
        self.test_on_check_out = test;
        self
    }
}
