//! Why a plugin's roles cannot keep it apart.

use crate::address::ConnectFailure;

/// Why a plugin's roles cannot keep it apart, or cannot be set up.
///
/// ```
/// use schema_iso_host::RoleError;
///
/// let error = RoleError::MissingRight {
///     role: "login_shop".to_owned(),
///     right: "log in",
///     fix: "ALTER ROLE \"login_shop\" LOGIN".to_owned(),
/// };
/// assert_eq!(
///     error.to_string(),
///     "the role `login_shop` may not log in; let an administrator run `ALTER ROLE \"login_shop\" LOGIN`",
/// );
/// ```
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
    /// The host may not create roles, and the plugin lacks some.
    #[error(
        "the role `{host}` may not create {}; let an administrator run `{fix}`, or once for all plugins \
         `ALTER ROLE \"{host}\" CREATEROLE`",
        list(roles)
    )]
    MayNotCreate {
        /// The role that the host runs as.
        host: String,
        /// The roles that are missing.
        roles: Vec<String>,
        /// The statements that would help. A password is left out.
        fix: String,
    },
    /// A role lacks a right that only an administrator can give.
    #[error("the role `{role}` may not {right}; let an administrator run `{fix}`")]
    MissingRight {
        /// The role.
        role: String,
        /// What it may not do.
        right: &'static str,
        /// The statement that would help.
        fix: String,
    },
    /// Something in the plugin's schema belongs to a role that the host's is not a member of.
    #[error(
        "the {object} belongs to the role `{owner}`, and the host may not change that; let an administrator run `{fix}`"
    )]
    ForeignObject {
        /// The object, with its kind.
        object: String,
        /// The owner.
        owner: String,
        /// The statement that would help.
        fix: String,
    },
    /// A function of the plugin would run with the rights of whoever owns it, which is not
    /// the plugin's owner role.
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
    /// A function of the plugin runs with the rights of the plugin's owner role, and looks names
    /// up where its caller wants.
    #[error(
        "`{routine}` is `SECURITY DEFINER` and has no `search_path` of its own; add `SET search_path FROM CURRENT`"
    )]
    UnpinnedDefiner {
        /// The function or procedure, with its arguments.
        routine: String,
    },
    /// The host has no password or address for the plugin's login.
    #[error("the host's `logins` have no password or address for the login `{login}`")]
    NoCredentials {
        /// The login.
        login: String,
    },
    /// The plugin's login does not get in.
    #[error(
        "the login `{login}` does not get in; if it has another password than the host knows, let an administrator \
         run `{fix}` with that one, and see that `pg_hba.conf` lets the login in"
    )]
    LoginRefused {
        /// The login.
        login: String,
        /// The statement that sets a password, which is left out.
        fix: String,
        /// What libpq says.
        source: ConnectFailure,
    },
    /// The address that the host has for the plugin is another role's.
    #[error(
        "the address for the login `{login}` logs in as the role `{found}`; give the one of that login"
    )]
    WrongLogin {
        /// The login.
        login: String,
        /// The role that it logs in as.
        found: String,
    },
}

fn list(roles: &[String]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
    roles.join(" and ")
}
