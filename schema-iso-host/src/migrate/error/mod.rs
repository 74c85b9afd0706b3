//! What can go wrong with migrations. No operation is named here: operations name errors.
//!
//! [`MigrateError`] is a plugin and why its migrations stopped ([`MigrateErrorKind`]);
//! [`MigrateErrors`] are those of all plugins that failed side by side. [`SqlError`] is what
//! PostgreSQL answers.

mod adopt;
mod chain;
mod classify;
mod directory;
mod drift;
mod index;
mod kind;
mod lock;
mod migrate;
mod owner;
mod rename;
mod role;
mod run;
mod server;
mod source;
mod sql;

pub use self::adopt::AdoptError;
pub(crate) use self::chain::Chain;
pub use self::directory::MigrationDirectoryError;
pub use self::drift::{Difference, DriftError};
pub use self::index::InvalidIndex;
pub use self::kind::MigrateErrorKind;
pub(super) use self::lock::MIGRATIONS;
pub use self::lock::{LockError, LockHolder};
pub use self::migrate::{MigrateError, MigrateErrors};
pub use self::owner::OwnerError;
pub use self::rename::RenameError;
pub use self::role::RoleError;
pub(crate) use self::run::{RunError, StatusError};
pub use self::server::ServerError;
pub use self::source::SourceError;
pub use self::sql::SqlError;
pub(super) use self::sql::{Diagnosis, is_lock_unavailable, is_lost, is_transient};
