//! What the runner decides by an error: whether to try again, and whose failure it is.

use diesel::result::Error;

use super::{LockError, MigrateErrorKind, is_lost};

impl MigrateErrorKind {
    /// Wraps the failure of a statement of the runner.
    pub(in crate::migrate) fn statement(action: impl Into<String>, source: Error) -> Self {
        let action = action.into();
        if is_lost(&source) {
            Self::ConnectionLost {
                action,
                before_sending: false,
                source: source.into(),
            }
        } else {
            Self::Statement {
                action,
                source: source.into(),
            }
        }
    }

    /// Whether to try again, with a new connection: nothing was done yet.
    pub(in crate::migrate) fn is_before_sending(&self) -> bool {
        matches!(
            self,
            Self::ConnectionLost {
                before_sending: true,
                ..
            }
        )
    }

    /// What PostgreSQL answered to a statement of a migration or of the runner.
    pub(in crate::migrate) fn answer(&self) -> Option<&Error> {
        match self {
            Self::Migration { source, .. } | Self::Statement { source, .. } => {
                Some(source.diesel())
            }
            _ => None,
        }
    }

    /// Whether the plugin was stopped from outside, and did not fail itself.
    pub(in crate::migrate) fn is_stopped(&self) -> bool {
        matches!(
            self,
            Self::Stopped
                | Self::Lock {
                    source: LockError::Cancelled { .. }
                }
        )
    }
}
