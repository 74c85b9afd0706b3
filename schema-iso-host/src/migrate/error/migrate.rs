//! The plugins whose migrations failed.

use std::error::Error;
use std::fmt;

use schema_iso::id::PluginId;

use super::chain::Chain;
use super::kind::MigrateErrorKind;

/// A plugin whose migrations stopped, and why.
///
/// The plugin is named here and in none of the causes.
///
/// ```
/// use schema_iso_host::{BootError, Host, MigrateErrorKind};
///
/// fn is_changed(error: &BootError) -> bool {
///     let BootError::Migrate { source } = error else {
///         return false;
///     };
///     let mut failures = source.iter();
///     failures.any(|failure| matches!(failure.kind, MigrateErrorKind::Changed { .. }))
/// }
/// # let error = Host::builder("postgres://localhost:1/app").migrate().unwrap_err();
/// # assert!(!is_changed(&error));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("could not migrate the plugin `{plugin}`")]
#[non_exhaustive]
pub struct MigrateError {
    /// The plugin.
    pub plugin: PluginId,
    /// Why.
    #[source]
    pub kind: MigrateErrorKind,
}

impl MigrateError {
    pub(in crate::migrate) fn new(plugin: PluginId, kind: MigrateErrorKind) -> Self {
        Self { plugin, kind }
    }
}

/// All plugins whose migrations failed in one boot, in the order of the boot; at least one.
///
/// Of one failure, the causes are in [`source`](Error::source). Several failures are shown
/// whole, with their causes, a line for each. Plugins that were stopped because another one
/// failed are not among them.
///
/// ```no_run
/// # use schema_iso_host::{BootError, Host};
/// if let Err(BootError::Migrate { source }) = Host::builder("postgres://localhost/app").migrate() {
///     for failure in source.iter() {
///         eprintln!("{}: {}", failure.plugin, failure.kind);
///     }
/// }
/// ```
#[derive(Debug)]
pub struct MigrateErrors(Vec<MigrateError>);

impl MigrateErrors {
    /// The failures, unless there is none. Those that only follow from others are left out.
    pub(in crate::migrate) fn of(mut failures: Vec<MigrateError>) -> Option<Self> {
        if failures.iter().any(|failure| !failure.kind.is_stopped()) {
            failures.retain(|failure| !failure.kind.is_stopped());
        }
        (!failures.is_empty()).then_some(Self(failures))
    }

    /// The failures, in the order of the boot.
    pub fn iter(&self) -> impl Iterator<Item = &MigrateError> {
        self.0.iter()
    }
}

impl IntoIterator for MigrateErrors {
    type Item = MigrateError;
    type IntoIter = std::vec::IntoIter<MigrateError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for MigrateErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.0.as_slice() {
            return only.fmt(f);
        }
        write!(f, "could not migrate {} plugins", self.0.len())?;
        for MigrateError { plugin, kind } in &self.0 {
            write!(f, "\n`{plugin}`: {}", Chain(kind))?;
        }
        Ok(())
    }
}

impl Error for MigrateErrors {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.0.as_slice() {
            [only] => Some(&only.kind),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use schema_iso::id::PluginId;

    use super::*;

    fn failure(plugin: &str, kind: MigrateErrorKind) -> MigrateError {
        MigrateError::new(PluginId::new(plugin).unwrap(), kind)
    }

    fn missing(version: &str) -> MigrateErrorKind {
        let versions = vec![version.to_owned()];
        MigrateErrorKind::Missing { versions }
    }

    #[test]
    fn what_was_stopped_by_a_failure_is_not_one() {
        let both = vec![
            failure("a", MigrateErrorKind::Stopped),
            failure("b", missing("1")),
        ];
        let errors = MigrateErrors::of(both).unwrap();
        assert_eq!(errors.to_string(), "could not migrate the plugin `b`");
        let cancelled = vec![failure("a", MigrateErrorKind::Stopped)];
        let errors = MigrateErrors::of(cancelled).unwrap();
        assert_eq!(errors.to_string(), "could not migrate the plugin `a`");
        assert!(MigrateErrors::of(Vec::new()).is_none());
    }

    #[test]
    fn several_failures_are_shown_whole() {
        let source = super::super::LockError::Cancelled {
            locked: PluginId::literal("b"),
        };
        let rename = MigrateErrorKind::Role {
            source: super::super::RoleError::Unfit {
                role: "plugin_b".to_owned(),
                why: "may log in",
            },
        };
        let all = vec![
            failure("a", missing("1")),
            failure("b", rename),
            failure("c", MigrateErrorKind::Lock { source }),
        ];
        let errors = MigrateErrors::of(all).unwrap();
        assert!(errors.source().is_none());
        let text = errors.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(lines[0], "could not migrate 2 plugins");
        assert!(
            lines[1].starts_with("`a`: the database has migrations"),
            "{text}"
        );
        assert!(
            lines[2].starts_with(
                "`b`: could not set up the plugin's role: the role `plugin_b` may log in"
            ),
            "{text}"
        );
    }
}
