//! Why a lock was not acquired.

use core::fmt;

use schema_iso::id::PluginId;

/// Why a lock was not acquired.
///
/// ```
/// use schema_iso_host::{LockError, LockHolder};
///
/// let error = LockError::TimedOut {
///     locked: schema_iso::PluginId::literal("notes"),
///     seconds: 300,
///     holder: Some(LockHolder::new(4711, "shop/auth", "app")),
/// };
/// assert_eq!(
///     error.to_string(),
///     "the lock of `notes` was not free within 300 s; process 4711 (`shop/auth`, login `app`) holds \
///      it: no migration, but a session of the plugin `auth`; \
///      end it with `SELECT pg_terminate_backend(4711)`",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// Somebody else held it for too long.
    #[error(
        "the lock of `{locked}` was not free within {seconds} s; {}",
        holds(holder.as_ref())
    )]
    TimedOut {
        /// The id whose lock it is: the plugin's own, or a previous one.
        locked: PluginId,
        /// How long was waited.
        seconds: u64,
        /// The session that holds it, unless it was free again just then.
        holder: Option<LockHolder>,
    },
    /// The boot was cancelled, or the migrations of another plugin failed.
    #[error("waiting for the lock of `{locked}` was cancelled")]
    Cancelled {
        /// The id whose lock it is.
        locked: PluginId,
    },
}

/// How the names of sessions of migrations begin.
pub(in crate::migrate) const MIGRATIONS: &str = "schema-iso ";

/// The session that holds a migration lock.
///
/// ```
/// use schema_iso_host::LockHolder;
///
/// let holder = LockHolder::new(4711, "shop/auth", "app");
/// assert_eq!(holder.plugin, Some(schema_iso::PluginId::literal("auth")));
/// assert_eq!(LockHolder::new(4711, "schema-iso auth for shop/1", "app").plugin, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LockHolder {
    /// The process id of its server process.
    pub pid: i32,
    /// The name of its application, which a session gives itself.
    pub application: String,
    /// Its login.
    pub login: String,
    /// The plugin whose session it is, if the application has the name of a connection of a
    /// host's pool; sessions of migrations have another.
    pub plugin: Option<PluginId>,
}

impl LockHolder {
    /// A session with the name of its application, from which the plugin follows.
    #[must_use]
    pub fn new(pid: i32, application: impl Into<String>, login: impl Into<String>) -> Self {
        let application = application.into();
        let plugin = application
            .rsplit_once('/')
            .filter(|_| !application.starts_with(MIGRATIONS))
            .and_then(|(_, id)| PluginId::new(id).ok());
        Self {
            pid,
            application,
            login: login.into(),
            plugin,
        }
    }
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pid,
            application,
            login,
            plugin,
        } = self;
        write!(
            f,
            "process {pid} (`{application}`, login `{login}`) holds it"
        )?;
        if let Some(plugin) = plugin {
            write!(
                f,
                ": no migration, but a session of the plugin `{plugin}`; end it with \
                 `SELECT pg_terminate_backend({pid})`"
            )?;
        }
        Ok(())
    }
}

fn holds(holder: Option<&LockHolder>) -> String {
    holder.map_or_else(
        || "nobody holds it any more".to_owned(),
        LockHolder::to_string,
    )
}
