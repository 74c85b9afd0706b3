//! Why a lock was not acquired.

use schema_iso::id::PluginId;

/// Why a lock was not acquired.
///
/// ```
/// use schema_iso_host::LockError;
///
/// let error = LockError::TimedOut {
///     locked: schema_iso::PluginId::literal("notes"),
///     seconds: 300,
///     holder: Some((4711, "the other host".to_owned())),
/// };
/// assert_eq!(
///     error.to_string(),
///     "the lock of `notes` was not free within 300 s; process 4711 (`the other host`) holds it",
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
        /// The process id of the server process that holds it and the name of its
        /// application, unless it was free again just then.
        holder: Option<(i32, String)>,
    },
    /// The boot was cancelled, or the migrations of another plugin failed.
    #[error("waiting for the lock of `{locked}` was cancelled")]
    Cancelled {
        /// The id whose lock it is.
        locked: PluginId,
    },
}

fn holds(holder: Option<&(i32, String)>) -> String {
    match holder {
        Some((pid, application)) => format!("process {pid} (`{application}`) holds it"),
        None => "nobody holds it any more".to_owned(),
    }
}
