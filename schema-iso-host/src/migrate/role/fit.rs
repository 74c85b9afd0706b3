//! Checks whether a role that is there can serve as one of the plugin's.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::super::error::{MigrateErrorKind, RoleError};
use super::super::identifier::quoted;
use super::super::session::Session;

/// What a role is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The sessions of the plugin take it by `SET ROLE`.
    Session,
    /// The sessions of the plugin log in with it.
    Login,
    /// What stands in the plugin's schema belongs to it.
    Owner,
}

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Bool)]
    login: bool,
    #[diesel(sql_type = Bool)]
    powerful: bool,
    #[diesel(sql_type = Bool)]
    owner: bool,
    #[diesel(sql_type = Bool)]
    member: bool,
}

/// An expression for whether a row of `pg_roles` has an attribute that no role of a plugin may have.
pub(in crate::migrate) fn powerful(role: &str) -> String {
    let attributes = [
        "super",
        "createrole",
        "createdb",
        "replication",
        "bypassrls",
    ];
    attributes
        .map(|attribute| format!("{role}.rol{attribute}"))
        .join(" OR ")
}

/// Whether the role is there, and refuses one that may too much.
///
/// What belongs to a role without giving it anything of anybody else's does not count:
/// temporary objects of a session that lives, large objects, its own default privileges.
/// Of the owner that is what stands in the plugin's schema.
pub(super) fn is_there(
    session: &mut Session<'_>,
    role: &str,
    purpose: Purpose,
) -> Result<bool, MigrateErrorKind> {
    let own = match purpose {
        Purpose::Owner => session.plan.schema(),
        Purpose::Session | Purpose::Login => "",
    };
    let query = diesel::sql_query(format!(
        "SELECT rolcanlogin AS login, {} AS powerful, \
                EXISTS (SELECT FROM pg_catalog.pg_shdepend owned \
                        WHERE owned.refclassid = 'pg_catalog.pg_authid'::regclass \
                          AND owned.refobjid = r.oid AND owned.deptype = 'o' \
                          AND dbid IN (0, (SELECT oid FROM pg_catalog.pg_database \
                                           WHERE datname = pg_catalog.current_database())) \
                          AND owned.classid NOT IN ('pg_catalog.pg_largeobject'::regclass, \
                                                    'pg_catalog.pg_default_acl'::regclass) \
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend place \
                                          JOIN pg_catalog.pg_namespace n ON n.oid = place.refobjid \
                                          WHERE place.refclassid = 'pg_catalog.pg_namespace'::regclass \
                                            AND place.classid = owned.classid \
                                            AND place.objid = owned.objid \
                                            AND (nspname ~ '^pg_temp_' OR nspname = $2))) \
                  AS owner, \
                EXISTS (SELECT FROM pg_catalog.pg_auth_members WHERE member = r.oid) AS member \
         FROM pg_catalog.pg_roles r WHERE rolname = $1",
        powerful("r"),
    ))
    .bind::<Text, _>(role)
    .bind::<Text, _>(own);
    let found: Vec<Role> = session.load("look for the role", query)?;
    let Some(found) = found.into_iter().next() else {
        return Ok(false);
    };
    if purpose == Purpose::Login && !found.login {
        return Err(fail(RoleError::MissingRight {
            role: role.to_owned(),
            right: "log in",
            fix: format!("ALTER ROLE {} LOGIN", quoted(role)),
        }));
    }
    let reasons = [
        (found.login && purpose != Purpose::Login, "may log in"),
        (
            found.powerful,
            "has attributes such as SUPERUSER or CREATEROLE",
        ),
        (found.owner, "owns objects of this database"),
        (found.member, "is a member of other roles"),
    ];
    match reasons.into_iter().find(|&(unfit, _)| unfit) {
        None => Ok(true),
        Some((_, why)) => Err(fail(RoleError::Unfit {
            role: role.to_owned(),
            why,
        })),
    }
}

pub(super) fn fail(source: RoleError) -> MigrateErrorKind {
    MigrateErrorKind::Role { source }
}
