//! `Settings`: the options of migrations.

use std::time::Duration;

use schema_iso::id::{PluginId, SharedSchemaName};

use super::adoption::Adoption;
use super::cancel::CancelToken;
use super::policy::Policy;
use crate::address::Address;

/// The options of migrations, which the host has set.
pub(crate) struct Settings {
    pub(crate) address: Address,
    /// How many plugins migrate at the same time.
    pub(crate) workers: usize,
    pub(crate) shared_schemas: Vec<SharedSchemaName>,
    pub(crate) roles: bool,
    pub(crate) lock_timeout: Option<Duration>,
    pub(crate) statement_timeout: Option<Duration>,
    pub(crate) plugin_lock_timeout: Duration,
    pub(crate) changed: Policy,
    pub(crate) missing: Policy,
    pub(crate) drift: Option<Policy>,
    pub(crate) adoption: Option<Adoption>,
    /// Whether embedded texts run as they are (tests of what the runner itself withstands).
    pub(crate) unchecked: bool,
    /// Whether a migration that failed runs once more, to find out more about its error.
    pub(crate) explain: bool,
    pub(crate) cancel: CancelToken,
    /// The name of the program, which its schemas keep.
    pub(crate) program: Option<String>,
    /// The crates in which plugins were before.
    pub(crate) previous_crates: Vec<(PluginId, String)>,
}

impl Settings {
    pub(crate) fn new(database_url: String) -> Self {
        Self {
            address: Address::new(database_url),
            workers: 1,
            shared_schemas: Vec::new(),
            roles: false,
            lock_timeout: None,
            statement_timeout: None,
            plugin_lock_timeout: Duration::from_secs(5 * 60),
            changed: Policy::Refuse,
            missing: Policy::Report,
            drift: None,
            adoption: None,
            unchecked: false,
            explain: true,
            cancel: CancelToken::new(),
            program: None,
            previous_crates: Vec::new(),
        }
    }

    /// The time-outs, as statements that begin with the given words.
    pub(super) fn timeouts(&self, set: &str) -> String {
        let timeout = |name: &str, timeout: Option<Duration>| {
            // Zero would mean none; a fraction of a millisecond is one.
            let milliseconds = timeout.map_or(0, |timeout| timeout.as_millis().max(1));
            let milliseconds = milliseconds.min(i32::MAX as u128);
            format!("{set} {name} TO {milliseconds}")
        };
        format!(
            "{}; {}",
            timeout("lock_timeout", self.lock_timeout),
            timeout("statement_timeout", self.statement_timeout),
        )
    }
}
