//! Migrations: one pinned connection, one lock and one transaction at a time.
//!
//! Reading order: [`error`] (what can go wrong), [`source`] and [`plan`] (the migrations of
//! a plugin), [`look`] (how the database is asked), [`link`] and [`sessions`] (whether an address
//! will do), [`existing`] (what the database has, for all plugins at once), [`schedule`]
//! (the order of the plugins), [`plugin`] (one plugin from its lock to its report) and [`harness`] (the
//! `MigrationHarness` of `diesel_migrations`, through which everything runs), and below it
//! [`session`], [`lock`], [`logins`], [`home`] (with [`rename`] and [`mark`]), [`schema`], [`adopt`], [`tracker`],
//! [`text_check`] and [`apply`], with [`outside`] for what runs outside of a transaction, and
//! [`state`] and [`landed`] for what must hold after it. [`drift`] and [`role`] come last.

#![expect(
    clippy::result_large_err,
    reason = "an error holds the plugin's id inline; the host boxes it before anybody else sees it"
)]

mod accept;
mod adopt;
mod adoption;
mod apply;
mod backoff;
mod cancel;
mod diagnose;
mod directory;
mod drift;
mod error;
mod existing;
mod extension;
mod harness;
mod home;
mod identifier;
mod idle;
mod init_lock;
mod kept;
mod landed;
mod link;
mod lock;
mod logins;
mod look;
mod mark;
mod note;
mod orphan;
mod outside;
mod pin;
mod plan;
mod plugin;
mod policy;
mod rename;
mod rename_text;
mod report;
mod revert;
mod role;
mod run;
mod schedule;
mod schema;
mod server;
mod session;
mod sessions;
mod settings;
mod sharing;
mod source;
mod state;
mod status;
mod text;
mod text_check;
mod tracker;
mod uninstall;

pub(crate) use self::accept::accept_changed;
pub use self::adoption::Adoption;
pub use self::cancel::CancelToken;
pub use self::directory::MigrationDirectory;
pub use self::error::{
    AdoptError, Difference, DriftError, InvalidIndex, LockError, LockHolder, MigrateError,
    MigrateErrorKind, MigrateErrors, MigrationDirectoryError, OwnerError, RenameError, RoleError,
    ServerError, SourceError, SqlError,
};
pub(crate) use self::error::{Chain, RunError, StatusError};
pub(crate) use self::extension::Extension;
pub use self::harness::PluginHarness;
pub(crate) use self::harness::open as open_harness;
pub(crate) use self::identifier::{literal, quoted, search_path};
pub(crate) use self::init_lock::InitLocks;
pub use self::logins::Logins;
pub(crate) use self::logins::SHORTEST_SECRET;
pub(crate) use self::note::is_plain;
pub use self::orphan::Orphan;
pub(crate) use self::orphan::orphans;
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
