//! Why a role cannot serve as the plugin's.

/// Why a role cannot serve as the plugin's.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RoleError {
    /// There is a role of that name already that may or owns too much.
    #[error(
        "the role `{role}` {why}, so it would not keep the plugin apart; give that role another name"
    )]
    Unfit {
        /// The role.
        role: String,
        /// What it may or owns.
        why: &'static str,
    },
    /// A function of the plugin would run with the rights of whoever owns it, which is not
    /// the plugin's role.
    #[error(
        "`{routine}` is `SECURITY DEFINER` and would run as the role `{owner}`, which has more rights than the plugin; \
         write `SECURITY INVOKER`, as the plugin's role may use all that is in its schema"
    )]
    Definer {
        /// The function or procedure, with its arguments.
        routine: String,
        /// The owner.
        owner: String,
    },
}
