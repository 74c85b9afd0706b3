//! Checks that each plugin's login gets in, and as whom.

use std::time::Duration;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::super::error::{MigrateErrorKind, RoleError};
use super::super::identifier::{literal, quoted};
use super::super::lock;
use super::super::plan::Plan;
use super::super::server::Server;
use super::super::session::Session;
use super::super::settings::Settings;
use super::fit::fail;
use crate::address::Address;

/// How often a password is set that somebody else sets at the same moment.
const TRIES: u32 = 5;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Bool)]
    usable: bool,
}

/// The address with which a plugin logs in; none where plugins have no logins.
pub(in crate::migrate) fn address(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
) -> Option<Result<Address, MigrateErrorKind>> {
    let logins = settings.logins.as_ref()?;
    let address = logins.address(&settings.address, &server.database, plan.id);
    let login = plan.login();
    Some(address.ok_or_else(|| fail(RoleError::NoCredentials { login })))
}

/// Checks that the plugin's login gets in at an address, and into the plugin's schema.
///
/// A password that is not the derived one is set, and tried again.
pub(in crate::migrate) fn check(
    settings: &Settings,
    server: &Server,
    plan: &Plan,
    address: &Address,
) -> Result<(), MigrateErrorKind> {
    let logins = settings.logins.as_ref();
    let sets_passwords = logins.is_some_and(|logins| logins.sets_passwords());
    let mut tried = address.connect();
    if tried.is_err() && sets_passwords && server.can_create_role {
        set_password(settings, server, plan)?;
        tried = address.connect();
    }
    let mut pg = tried.map_err(|source| {
        let login = plan.login();
        let fix = format!("ALTER ROLE {} LOGIN PASSWORD '…'", quoted(&login));
        fail(RoleError::LoginRefused { login, fix, source })
    })?;
    let found = ask(&mut pg, plan)?;
    if found.login != plan.login() {
        return Err(fail(RoleError::WrongLogin {
            login: plan.login(),
            found: found.login,
        }));
    }
    if !found.usable {
        let (schema, login) = (quoted(plan.schema()), quoted(&found.login));
        return Err(fail(RoleError::MissingRight {
            role: found.login,
            right: "use the plugin's schema at the address that it was given",
            fix: format!("GRANT USAGE ON SCHEMA {schema} TO {login}"),
        }));
    }
    Ok(())
}

fn ask(pg: &mut PgConnection, plan: &Plan) -> Result<Found, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT session_user::pg_catalog.text AS login, \
                coalesce((SELECT pg_catalog.has_schema_privilege(oid, 'USAGE') \
                          FROM pg_catalog.pg_namespace \
                          WHERE nspname OPERATOR(pg_catalog.=) $1), false) AS usable",
    )
    .bind::<Text, _>(plan.schema());
    let found = query.get_result(pg);
    found.map_err(|source| MigrateErrorKind::statement("check the plugin's login", source))
}

/// Sets the derived password, under the plugin's lock. The login belongs to all databases of
/// the server, and the lock to one, so that another host may set it at the same moment.
fn set_password(settings: &Settings, server: &Server, plan: &Plan) -> Result<(), MigrateErrorKind> {
    let logins = settings.logins.as_ref();
    let Some(verifier) = logins.and_then(|logins| logins.verifier(plan.id)) else {
        return Ok(());
    };
    let session = &mut Session::open(settings, plan)?;
    lock::acquire(session, &settings.cancel)?;
    let (login, verifier) = (quoted(&plan.login()), literal(&verifier));
    let sql = format!("ALTER ROLE {login} PASSWORD {verifier}");
    let mut tries = 1;
    loop {
        let set = session.run("set the password of the plugin's login", &sql);
        if set.is_ok() {
            tracing::info!(plugin = %plan.id, "set the password of the plugin's login");
            return set;
        }
        if server.is_since_16() && !administers(session, &plan.login())? {
            let host = quoted(&server.role);
            return Err(fail(RoleError::MissingRight {
                role: server.role.clone(),
                right: "set the password of a login that somebody else has made",
                fix: format!("GRANT {login} TO {host} WITH ADMIN OPTION"),
            }));
        }
        if tries == TRIES || settings.cancel.is_cancelled() {
            return set;
        }
        tries += 1;
        settings.cancel.wait(Duration::from_millis(20));
    }
}

/// Whether the host's role may change a role. Since PostgreSQL 16 CREATEROLE is not enough for that.
fn administers(session: &mut Session<'_>, role: &str) -> Result<bool, MigrateErrorKind> {
    let query =
        diesel::sql_query("SELECT pg_catalog.pg_has_role($1, 'USAGE WITH ADMIN OPTION') AS holds")
            .bind::<Text, _>(role);
    session.holds("look for the right to change the login", query)
}
