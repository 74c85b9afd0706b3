//! `Settings`: the options of migrations.

use std::time::Duration;

use schema_iso::id::{PluginId, SharedSchemaName};

use super::adoption::Adoption;
use super::cancel::CancelToken;
use super::extension::Extension;
use super::logins::Logins;
use super::plan::Plan;
use super::policy::Policy;
use crate::address::Address;

/// The options of migrations, which the host has set.
pub(crate) struct Settings {
    /// The address of the pools.
    pub(crate) address: Address,
    /// The address of migrations, if they have one of their own.
    pub(crate) migration_address: Option<Address>,
    /// How many plugins migrate at the same time.
    pub(crate) workers: usize,
    pub(crate) shared_schemas: Vec<SharedSchemaName>,
    /// What the host installs for all plugins.
    pub(crate) extensions: Vec<Extension>,
    /// Whether plugins have roles of their own.
    pub(crate) roles: bool,
    /// Whether the sessions of plugins have settings of their own.
    pub(crate) sets_sessions: bool,
    /// With what the plugins log in, if they do.
    pub(crate) logins: Option<Logins>,
    pub(crate) lock_timeout: Option<Duration>,
    /// How long a migration is tried again whose locks are not free.
    pub(crate) lock_retry_limit: Duration,
    pub(crate) statement_timeout: Option<Duration>,
    pub(crate) plugin_lock_timeout: Duration,
    pub(crate) changed: Policy,
    pub(crate) missing: Policy,
    pub(crate) late: Policy,
    pub(crate) drift: Option<Policy>,
    /// Tables whose differences stop no boot.
    pub(crate) drift_exceptions: Vec<(PluginId, String)>,
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
            migration_address: None,
            workers: 1,
            shared_schemas: Vec::new(),
            extensions: Vec::new(),
            roles: false,
            sets_sessions: true,
            logins: None,
            lock_timeout: Some(Duration::from_secs(2)),
            lock_retry_limit: Duration::from_secs(5 * 60),
            statement_timeout: None,
            plugin_lock_timeout: Duration::from_secs(5 * 60),
            changed: Policy::Refuse,
            missing: Policy::Report,
            late: Policy::Report,
            drift: None,
            drift_exceptions: Vec::new(),
            adoption: None,
            unchecked: false,
            explain: true,
            cancel: CancelToken::new(),
            program: None,
            previous_crates: Vec::new(),
        }
    }

    /// The role that the sessions of a plugin have.
    pub(super) fn session_role(&self, plan: &Plan) -> String {
        match &self.logins {
            Some(_) => plan.login(),
            None => plan.role().to_owned(),
        }
    }

    /// The address of migrations.
    pub(super) fn migration_address(&self) -> &Address {
        self.migration_address.as_ref().unwrap_or(&self.address)
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
