//! Migrations: one pinned connection, one lock and one transaction at a time.
//!
//! Reading order: [`error`] (what can go wrong), [`source`] and [`plan`] (the migrations of
//! a plugin), [`existing`] (what the database has, for all plugins at once), [`schedule`]
//! (the order of the plugins), [`plugin`] (one plugin from its lock to its report) and [`harness`] (the
//! `MigrationHarness` of `diesel_migrations`, through which everything runs), and below it
//! [`session`], [`lock`], [`logins`], [`rename`], [`schema`], [`adopt`], [`tracker`], [`text_check`] and
//! [`apply`]. [`drift`] and [`role`] come last.

#![expect(
    clippy::result_large_err,
    reason = "an error holds the plugin's id inline; the host boxes it before anybody else sees it"
)]

mod adopt;
mod apply;
mod backoff;
mod cancel;
mod diagnose;
mod directory;
mod drift;
mod error;
mod existing;
mod harness;
mod identifier;
mod lock;
mod logins;
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
mod source;
mod status;
mod text_check;
mod tracker;
mod uninstall;

pub use self::adopt::Adoption;
pub use self::cancel::CancelToken;
pub use self::directory::MigrationDirectory;
pub use self::error::{
    AdoptError, Difference, DriftError, LockError, MigrateError, MigrateErrorKind, MigrateErrors,
    MigrationDirectoryError, RenameError, RoleError, ServerError, SourceError, SqlError,
};
pub(crate) use self::error::{Chain, RunError, StatusError};
pub use self::harness::PluginHarness;
pub(crate) use self::harness::open as open_harness;
pub(crate) use self::identifier::{literal, quoted, search_path};
pub use self::logins::Logins;
pub(crate) use self::logins::SHORTEST_SECRET;
pub(crate) use self::plan::{Plan, shared_names};
pub use self::policy::Policy;
pub use self::report::{AppliedMigration, MigrationReport, PluginReport, Renamed};
pub(crate) use self::revert::{redo, revert};
pub(crate) use self::run::run;
pub(crate) use self::settings::Settings;
pub use self::source::PluginMigrations;
pub(crate) use self::source::read as read_source;
pub(crate) use self::status::status;
pub use self::status::{MigrationState, MigrationStatus};
pub(crate) use self::uninstall::uninstall;
