//! The pools: one r2d2 pool for each plugin, and a number of connections that all share.
//!
//! A checkout prefers a connection that last served the same plugin, which costs no round
//! trip. If there is none, it takes a new one while there is room, and otherwise the one
//! that has been idle for longest, whatever plugin it served: that session is reset whole,
//! in one round trip (ISO-15).
//!
//! Reading order: [`options`], [`session`] (what a session is set to, and how it is reset),
//! [`watch`] (what a connection notices about its own queries), [`room`] (how many
//! connections there may be), [`connection`], [`manager`] (what r2d2 asks), [`slot`] (the
//! pool of one plugin), [`pools`] (all of them), [`state`] (what a health check sees).

mod connection;
mod manager;
mod options;
mod pools;
mod room;
mod session;
mod slot;
mod state;
mod watch;

pub use self::options::PoolOptions;
pub use self::state::{PluginPoolState, PoolState, ShutdownError};

pub(super) use self::connection::HostConnection;
pub(super) use self::pools::{CheckoutError, Lent, Pools};
pub(super) use self::session::SessionSettings;
pub(super) use self::slot::SlotSettings;
