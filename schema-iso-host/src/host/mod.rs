//! The host itself: its builder, its states, its pool, and transactions over several plugins.
//!
//! Reading order: [`builder`] (the configuration), [`state`] (the typestate), [`boot`] (the
//! transitions between the states), [`registry`] (the registered plugins), [`pool`] and
//! [`checkout`] (connections), `asynchronous` (the same without blocking), [`turns`] (several plugins
//! on one connection), [`session`] and [`transaction`] (without and in a transaction),
//! [`maintenance`] (status, revert, uninstall).

#[cfg(feature = "async")]
mod asynchronous;
mod boot;
mod builder;
mod checkout;
mod error;
mod isolation;
mod maintenance;
mod pool;
mod registry;
mod session;
mod slots;
mod state;
#[cfg(all(test, feature = "testing"))]
mod tests;
mod transaction;
mod turns;

pub use self::builder::HostBuilder;
pub use self::error::{BootError, HostTransactionError};
pub use self::isolation::Isolation;
pub use self::maintenance::{MaintenanceError, Uninstall};
pub use self::pool::{PluginPoolState, PoolOptions, PoolState, ShutdownError};
pub use self::session::HostSession;
pub use self::state::{Checked, Host, Migrated, Ready};
pub use self::transaction::HostTransaction;
pub use self::turns::Scope;
