//! The plugin's lock while its `init` runs (ISO-08).

use diesel::sql_types::Text;

use super::error::MigrateErrorKind;
use super::lock;
use super::plan::Plan;
use super::session::Session;
use super::settings::Settings;

/// The locks under which the plugins of a host run their `init`, one after another, on one
/// connection that no pool knows. It is opened when the first is needed.
pub(crate) struct InitLocks<'h> {
    settings: &'h Settings,
    session: Option<Session<'h>>,
}

impl<'h> InitLocks<'h> {
    pub(crate) fn new(settings: &'h Settings) -> Self {
        Self {
            settings,
            session: None,
        }
    }

    /// Acquires the locks of a plugin and its previous ids; waits while another process has them.
    pub(crate) fn acquire(&mut self, plan: &'h Plan) -> Result<(), MigrateErrorKind> {
        let session = match &mut self.session {
            Some(session) => session,
            None => self
                .session
                .insert(Session::open_in_boot(self.settings, plan)?),
        };
        session.plan = plan;
        lock::acquire(session, &self.settings.cancel).map(|_| ())
    }

    /// Releases them.
    pub(crate) fn release(&mut self) -> Result<(), MigrateErrorKind> {
        let Some(session) = &mut self.session else {
            return Ok(());
        };
        let query = diesel::sql_query(format!("SELECT {} AS holds", lock::held()))
            .bind::<Text, _>(lock::key_text(session.plan.id));
        if !session.holds("look for the lock", query)? {
            return Err(MigrateErrorKind::InitLockLost);
        }
        session.run(
            "release the lock",
            "SELECT pg_catalog.pg_advisory_unlock_all()",
        )
    }
}
