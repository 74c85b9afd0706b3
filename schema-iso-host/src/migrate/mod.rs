//! Migrations: one pinned connection, one lock and one transaction at a time.
//!
//! Reading order: [`plan`] (what is to run), [`snapshot`] (what is there already, for
//! all plugins at once), [`schedule`] (who migrates when), [`plugin`] (one plugin from
//! its lock to its report), and below it [`session`], [`lock`], [`rename`], [`schema`],
//! [`adopt`], [`tracker`], [`accept`] and [`apply`]. [`drift`] and [`role`] come last.

#![expect(
    clippy::result_large_err,
    reason = "an error holds the plugin's id inline; the host boxes it before anybody else sees it"
)]

mod accept;
mod adopt;
mod apply;
mod backoff;
mod cancel;
mod directory;
mod drift;
mod error;
mod identifier;
mod lock;
mod plan;
mod plugin;
mod policy;
mod rename;
mod report;
mod revert;
mod role;
mod run;
mod schedule;
mod schema;
mod server;
mod session;
mod settings;
mod snapshot;
mod status;
mod tracker;
mod uninstall;

pub use self::adopt::{AdoptError, Adoption};
pub use self::cancel::CancelToken;
pub use self::directory::{MigrationDirectory, MigrationDirectoryError};
pub use self::drift::{Difference, DriftError};
pub use self::error::MigrateError;
pub(crate) use self::identifier::{quoted, search_path};
pub use self::lock::LockError;
pub(crate) use self::plan::{Plan, shared_names};
pub use self::policy::Policy;
pub use self::rename::RenameError;
pub use self::report::{AppliedMigration, MigrationReport, PluginReport, Renamed};
pub(crate) use self::revert::{redo, revert};
pub use self::role::RoleError;
pub(crate) use self::run::run;
pub use self::server::ServerError;
pub(crate) use self::settings::Settings;
pub(crate) use self::status::status;
pub use self::status::{MigrationState, MigrationStatus};
pub(crate) use self::uninstall::uninstall;
