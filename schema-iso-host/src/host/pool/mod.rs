//! The pools: connections that all plugins share, each in an r2d2 pool of its own.
//!
//! A checkout prefers a connection that last served the same plugin, which costs no round
//! trip. If there is none, it takes a new one while there is room, and otherwise the one
//! that has been idle for longest, whatever plugin it served: that session is reset whole,
//! in one round trip (ISO-15).
//!
//! Reading order: [`options`], [`session`] (what a session is set to, and how it is reset),
//! [`losses`] (when the server has closed connections), [`watch`] (what a connection notices
//! about its own queries), [`room`] (which connection a checkout gets), [`connection`],
//! [`manager`] (what r2d2 asks), [`single`] (a connection in its r2d2 pool), [`slot`] (the
//! settings of one plugin), [`lent`] (a connection on loan), [`pools`] (all of them),
//! [`state`] (what a health check sees), `asynchronous` (the same for async connections).

#[cfg(test)]
mod answer;
#[cfg(feature = "async")]
mod asynchronous;
mod connection;
mod lent;
mod losses;
mod manager;
mod options;
mod pools;
mod room;
mod session;
mod single;
mod slot;
mod state;
mod watch;

pub use self::options::PoolOptions;
pub use self::state::{PluginPoolState, PoolState, ShutdownError};

#[cfg(feature = "async")]
pub(super) use self::asynchronous::AsyncPools;
pub(super) use self::connection::HostConnection;
pub(super) use self::lent::Lent;
pub(super) use self::pools::{CheckoutError, Pools};
pub(super) use self::session::SessionSettings;
pub(super) use self::slot::SlotSettings;
