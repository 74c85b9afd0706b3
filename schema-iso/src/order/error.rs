//! `RegisterError`: the problems that a set of plugins can have.

use std::fmt;

use crate::id::PluginId;

/// All the reasons why a set of plugins cannot boot together.
///
/// `Display` lists them all, one clause each, with what to do in parentheses.
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::order::BootOrder;
/// use schema_iso::plugin::PluginMetadata;
///
/// const NOTES: PluginMetadata = PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0")
///     .with_depends_on(&[PluginId::literal("auth")]);
///
/// let error = BootOrder::of(&[NOTES, NOTES]).unwrap_err();
/// assert_eq!(error.problems().len(), 2);
/// assert_eq!(
///     error.to_string(),
///     "the plugin `notes` is registered twice, by the crate `notes` \
///      (register it once, or give one of the two another id); \
///      the plugin `auth` is not registered, but `notes` depends on it \
///      (register it with the host, or remove it from `depends_on`)",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterError {
    problems: Vec<RegisterProblem>,
}

impl RegisterError {
    /// Returns an error if there are problems.
    pub(super) fn check(problems: Vec<RegisterProblem>) -> Result<(), Self> {
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Self { problems })
        }
    }

    /// The problems, at least one.
    #[must_use]
    pub fn problems(&self) -> &[RegisterProblem] {
        &self.problems
    }
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem} ({})", problem.help())?;
        }
        Ok(())
    }
}

impl std::error::Error for RegisterError {}

/// One thing that is wrong with a set of plugins.
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::order::RegisterProblem;
///
/// let auth = PluginId::literal("auth");
/// let problem = RegisterProblem::Cycle { path: vec![auth, PluginId::literal("notes"), auth] };
/// assert_eq!(
///     problem.to_string(),
///     "the plugins depend on one another in a cycle: auth → notes → auth",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterProblem {
    /// Two plugins have one id, and so one schema.
    #[error(
        "the plugin `{plugin}` is registered twice, by {}",
        crates(first_crate, second_crate)
    )]
    DuplicateId {
        /// The id.
        plugin: PluginId,
        /// The crate of the plugin that was registered first.
        first_crate: &'static str,
        /// The crate of the other one.
        second_crate: &'static str,
    },
    /// A plugin names a table or type that belongs to another plugin.
    #[error("the plugin `{plugin}` lists `{name}`, which belongs to the plugin `{owner}`")]
    ForeignDefinition {
        /// The plugin that lists it.
        plugin: PluginId,
        /// The table or type.
        name: &'static str,
        /// The plugin that owns it.
        owner: PluginId,
    },
    /// A plugin was called before as another one is called now, so a rename would take its data.
    #[error(
        "the plugin `{plugin}` names `{previous}` as a previous id, but a plugin of that id is registered"
    )]
    PreviousIdRegistered {
        /// The plugin with the previous id.
        plugin: PluginId,
        /// The previous id.
        previous: PluginId,
    },
    /// A plugin names its own id as a previous one.
    #[error("the plugin `{plugin}` names its own id as a previous one")]
    PreviousIdOwn {
        /// The plugin.
        plugin: PluginId,
    },
    /// A plugin names a previous id more than once.
    #[error("the plugin `{plugin}` names the previous id `{previous}` more than once")]
    PreviousIdRepeated {
        /// The plugin.
        plugin: PluginId,
        /// The previous id.
        previous: PluginId,
    },
    /// Two plugins claim the data of one former plugin.
    #[error("the plugins `{first}` and `{second}` both name `{previous}` as a previous id")]
    PreviousIdClaimedTwice {
        /// The previous id.
        previous: PluginId,
        /// The plugin that was registered first.
        first: PluginId,
        /// The other one.
        second: PluginId,
    },
    /// A plugin that others need is not registered.
    #[error(
        "the plugin `{dependency}` is not registered, but {} on it",
        depends(needed_by)
    )]
    UnregisteredDependency {
        /// The plugin that is missing.
        dependency: PluginId,
        /// Who needs it, in the order of registration.
        needed_by: Vec<PluginId>,
    },
    /// A plugin depends on itself.
    #[error("the plugin `{plugin}` depends on itself")]
    SelfDependency {
        /// The plugin.
        plugin: PluginId,
    },
    /// Plugins depend on one another.
    #[error("the plugins depend on one another in a cycle: {}", arrows(path))]
    Cycle {
        /// A shortest cycle: each plugin depends on the next; the last is the first.
        path: Vec<PluginId>,
    },
}

impl RegisterProblem {
    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::DuplicateId { .. } => "register it once, or give one of the two another id",
            Self::ForeignDefinition { .. } => "let the plugin that owns it list it",
            Self::PreviousIdRegistered { .. }
            | Self::PreviousIdOwn { .. }
            | Self::PreviousIdRepeated { .. } => "remove it from `previous_ids`",
            Self::PreviousIdClaimedTwice { .. } => {
                "leave it in `previous_ids` of the plugin that takes over the data"
            }
            Self::UnregisteredDependency { .. } => {
                "register it with the host, or remove it from `depends_on`"
            }
            Self::SelfDependency { .. } => "remove it from `depends_on`",
            Self::Cycle { .. } => "move what they share into a plugin that depends on none of them",
        }
    }
}

fn arrows(path: &[PluginId]) -> String {
    let ids: Vec<&str> = path.iter().map(PluginId::as_str).collect();
    ids.join(" → ")
}

fn depends(plugins: &[PluginId]) -> String {
    let quoted: Vec<String> = plugins.iter().map(|id| format!("`{id}`")).collect();
    match quoted.split_last() {
        None => "others depend".to_owned(),
        Some((only, [])) => format!("{only} depends"),
        Some((last, others)) => format!("{} and {last} depend", others.join(", ")),
    }
}

fn crates(first: &str, second: &str) -> String {
    if first == second {
        format!("the crate `{first}`")
    } else {
        format!("the crates `{first}` and `{second}`")
    }
}
