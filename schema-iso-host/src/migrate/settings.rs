//! `Settings`: the options of migrations.

use std::time::Duration;

use schema_iso::id::SharedSchemaName;

use super::adopt::Adoption;
use super::cancel::CancelToken;
use super::logins::Logins;
use super::plan::Plan;
use super::policy::Policy;
use crate::address::Address;

/// The options of migrations, which the host has set.
pub(crate) struct Settings {
    pub(crate) address: Address,
    /// How many plugins migrate at the same time.
    pub(crate) workers: usize,
    pub(crate) shared_schemas: Vec<SharedSchemaName>,
    /// Whether plugins have roles of their own.
    pub(crate) roles: bool,
    /// With what the plugins log in, if they do.
    pub(crate) logins: Option<Logins>,
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
}

impl Settings {
    pub(crate) fn new(database_url: String) -> Self {
        Self {
            address: Address::new(database_url),
            workers: 1,
            shared_schemas: Vec::new(),
            roles: false,
            logins: None,
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
        }
    }

    /// The role that the sessions of a plugin have.
    pub(super) fn session_role(&self, plan: &Plan) -> String {
        match &self.logins {
            Some(_) => plan.login(),
            None => plan.role().to_owned(),
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
