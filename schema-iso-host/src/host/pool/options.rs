//! `PoolOptions`: how many connections, how long to wait, and what sessions are limited to.

use std::time::{Duration, Instant};

use crate::host::isolation::Isolation;

/// How many prepared statements a connection keeps by default.
const MOST_STATEMENTS: usize = 256;

/// The options of the pools, for all plugins or for one.
///
/// [`HostBuilder::pool`](crate::HostBuilder::pool) sets them for all plugins,
/// [`HostBuilder::pool_of`](crate::HostBuilder::pool_of) for one, beginning with those for
/// all.
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
    pub(in crate::host) max_size: u32,
    pub(in crate::host) min_idle: u32,
    pub(super) connection_timeout: Duration,
    pub(super) idle_timeout: Option<Duration>,
    pub(super) max_lifetime: Option<Duration>,
    pub(super) test_on_check_out: bool,
    /// What is set for all connections; `None`: the isolation decides.
    pub(super) max_prepared_statements: Option<usize>,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) lock_timeout: Option<Duration>,
    pub(super) idle_in_transaction_session_timeout: Option<Duration>,
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
            max_prepared_statements: None,
            statement_timeout: None,
            lock_timeout: None,
            idle_in_transaction_session_timeout: None,
        }
    }
}

impl PoolOptions {
    /// Sets how many connections there are at most, at least one. Default: 10.
    ///
    /// For all plugins, it is the number of connections that all of them share; as many
    /// migrations run at the same time, too. For one plugin, it is how many of these the
    /// plugin can have at most.
    pub fn max_size(mut self, connections: u32) -> Self {
        self.max_size = connections.max(1);
        self
    }

    /// Sets how many idle connections are kept open for a plugin. Default: 0.
    ///
    /// Room for as many connections is kept for the plugin, whatever the others ask for.
    pub fn min_idle(mut self, connections: u32) -> Self {
        self.min_idle = connections;
        self
    }

    /// Sets how long a checkout waits for a connection. Default: 30 seconds.
    pub fn connection_timeout(mut self, timeout: Duration) -> Self {
        self.connection_timeout = timeout.max(Duration::from_millis(1));
        self
    }

    /// Sets after how long an idle connection is closed; `None`: never. Default: 10 minutes.
    pub fn idle_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.idle_timeout = timeout.filter(|timeout| !timeout.is_zero());
        self
    }

    /// Sets after how long a connection is closed in any case; `None`: never. Default: 30
    /// minutes.
    pub fn max_lifetime(mut self, lifetime: Option<Duration>) -> Self {
        self.max_lifetime = lifetime.filter(|lifetime| !lifetime.is_zero());
        self
    }

    /// Sets whether each checkout asks the server whether the connection lives, which costs
    /// a round trip. Default: no.
    ///
    /// A connection that the server has closed is noticed without it, and for one second after
    /// that every checkout asks. What is not noticed: news that the network lost, and the
    /// milliseconds in which a backend that is being ended has not closed its connection.
    pub fn test_on_check_out(mut self, test: bool) -> Self {
        self.test_on_check_out = test;
        self
    }

    /// Sets how many prepared statements a connection keeps; 0: no statement is prepared by
    /// name. Default: 256, and 0 with [`Isolation::Qualified`](crate::Isolation::Qualified).
    ///
    /// Each costs the server some 20 kB. A connection that has more gives up all of them at
    /// its next checkout, in one round trip.
    ///
    /// With `Qualified`, the session may be a pooler's, on which other clients prepare
    /// statements of the same names. Ask for a number there only if there is no pooler, or one
    /// that keeps names apart: PgBouncer 1.21 or later with its own `max_prepared_statements`
    /// above 0. Without a name, a statement costs one round trip, too, and is planned anew.
    pub fn max_prepared_statements(mut self, statements: usize) -> Self {
        self.max_prepared_statements = Some(statements);
        self
    }

    /// Sets PostgreSQL's `statement_timeout` for sessions. Default: what the server has.
    ///
    /// It is not set with [`Isolation::Qualified`](crate::Isolation::Qualified), and neither
    /// are the other two.
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = Some(timeout);
        self
    }

    /// Sets PostgreSQL's `lock_timeout` for sessions. Default: what the server has.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = Some(timeout);
        self
    }

    /// Sets PostgreSQL's `idle_in_transaction_session_timeout` for sessions. Default: what
    /// the server has.
    pub fn idle_in_transaction_session_timeout(mut self, timeout: Duration) -> Self {
        self.idle_in_transaction_session_timeout = Some(timeout);
        self
    }

    /// The times after which a connection is closed, if there are any.
    pub(super) fn lifetimes(&self) -> impl Iterator<Item = Duration> {
        [self.idle_timeout, self.max_lifetime].into_iter().flatten()
    }

    /// Whether a connection of some age is to be closed, which is idle since some time.
    pub(super) fn is_over(&self, idle_since: Instant, age: Duration) -> bool {
        let is_over = |time: Duration, most: Option<Duration>| most.is_some_and(|it| time >= it);
        is_over(idle_since.elapsed(), self.idle_timeout) || is_over(age, self.max_lifetime)
    }

    /// How many prepared statements a connection keeps.
    pub(super) fn most_statements(&self, isolation: Isolation) -> usize {
        let default = match isolation {
            Isolation::Qualified => 0,
            _ => MOST_STATEMENTS,
        };
        self.max_prepared_statements.unwrap_or(default)
    }

    /// The settings of sessions, by PostgreSQL's names.
    pub(super) fn timeouts(&self) -> [(&'static str, Option<Duration>); 3] {
        [
            ("statement_timeout", self.statement_timeout),
            ("lock_timeout", self.lock_timeout),
            (
                "idle_in_transaction_session_timeout",
                self.idle_in_transaction_session_timeout,
            ),
        ]
    }
}
