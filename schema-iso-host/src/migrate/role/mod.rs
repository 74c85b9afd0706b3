//! The plugin's roles (ISO-11): the one that its sessions have, which owns nothing and may use
//! the plugin's schema, and the one that owns what stands there.
//!
//! Reading order: [`fit`] (can a role serve?), [`owned`] (whose are the objects?), [`login`]
//! (does the login get in?), and here the roles and their privileges.

mod fit;
mod login;
mod owned;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};

use self::fit::{Purpose, fail};
use super::error::{MigrateErrorKind, RoleError, ServerError, SqlError};
use super::identifier::{literal, quoted};
use super::logins;
use super::plan::Plan;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;
use super::tracker;

pub(super) use self::fit::powerful;
pub(super) use self::login::{address, check};
pub(super) use self::owned::{IS_HARMLESS, objects, refuse_definers};

#[derive(QueryableByName)]
struct Privilege {
    #[diesel(sql_type = Bool)]
    there: bool,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

const PRIVILEGES: [(&str, &str); 3] = [
    ("SELECT, INSERT, UPDATE, DELETE", "TABLES"),
    ("USAGE, SELECT, UPDATE", "SEQUENCES"),
    ("EXECUTE", "ROUTINES"),
];

/// Creates the roles that do not exist, grants them the schema, and makes the owner role the
/// owner of what is there.
///
/// It comes before the migrations, so that the privileges of what they create are set
/// by default, and [`grant`] after them, for what was there before. All of it can be done
/// again, from wherever it was left.
pub(super) fn set_up(session: &mut Session<'_>, server: &Server) -> Result<(), MigrateErrorKind> {
    let (settings, plan) = (session.settings, session.plan);
    let (role, owner) = (settings.session_role(plan), plan.owner());
    if !fit::is_there(session, &owner, Purpose::Owner)? {
        create(session, server, &owner)?;
    }
    join(session, server, &owner)?;
    if settings.logins.is_none() {
        if !fit::is_there(session, &role, Purpose::Session)? {
            create(session, server, &role)?;
        }
        join(session, server, &role)?;
    } else {
        if !fit::is_there(session, &role, Purpose::Login)? {
            create(session, server, &role)?;
        }
        let_connect(session, server, &role)?;
    }

    let grantees = grantees(session)?;
    let (schema, quoted_owner) = (quoted(plan.schema()), quoted_owner(plan));
    let mut sql = format!(
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC; GRANT USAGE ON SCHEMA {schema} TO {grantees}; \
         GRANT USAGE, CREATE ON SCHEMA {schema} TO {quoted_owner}; "
    );
    for (privileges, kind) in PRIVILEGES {
        for creator in [String::new(), format!("FOR ROLE {quoted_owner} ")] {
            sql.push_str(&format!(
                "ALTER DEFAULT PRIVILEGES {creator}IN SCHEMA {schema} \
                 GRANT {privileges} ON {kind} TO {grantees}; "
            ));
        }
    }
    for role in [&role, &owner] {
        for shared in closed_shared_schemas(session, role)? {
            let (shared, role) = (quoted(&shared), quoted(role));
            sql.push_str(&format!("GRANT USAGE ON SCHEMA {shared} TO {role}; "));
        }
    }
    session.transaction("grant the schema to the roles", |session| {
        session.run("grant the schema to the roles", &sql)?;
        owned::take(session)
    })
}

/// Grants the sessions' role what stands in the schema, save the trackers.
pub(super) fn grant(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    refuse_definers(session)?;
    let schema = session.plan.schema();
    let grantees = grantees(session)?;
    let quoted_schema = quoted(schema);
    let mut sql = String::new();
    for (privileges, kind) in PRIVILEGES {
        sql.push_str(&format!(
            "GRANT {privileges} ON ALL {kind} IN SCHEMA {quoted_schema} TO {grantees}; "
        ));
    }
    for table in [tracker::tracker(schema), tracker::checksums(schema)] {
        sql.push_str(&format!("REVOKE ALL ON TABLE {table} FROM {grantees}; "));
    }
    session.transaction("grant the tables to the role", |session| {
        session.run("grant the tables to the role", &sql)
    })
}

/// The role of the plugin's sessions, and the one that they have with the other isolation, if a
/// host has given it the schema: its sessions go on beside this release, with new tables, too.
fn grantees(session: &mut Session<'_>) -> Result<String, MigrateErrorKind> {
    let plan = session.plan;
    let own = session.settings.session_role(plan);
    let query = diesel::sql_query(
        "SELECT rolname::pg_catalog.text AS name FROM pg_catalog.pg_roles, pg_catalog.pg_namespace n \
         WHERE rolname = ANY ($1) AND rolname <> $2 AND nspname = $3 \
           AND pg_catalog.has_schema_privilege(pg_roles.oid, n.oid, 'USAGE')",
    )
    .bind::<Array<Text>, _>(vec![plan.role().to_owned(), plan.login()])
    .bind::<Text, _>(&own)
    .bind::<Text, _>(plan.schema());
    let others: Vec<Name> = session.load("look for the role of another isolation", query)?;
    let others = others.iter().map(|other| quoted(&other.name));
    let all: Vec<String> = others.chain([quoted(&own)]).collect();
    Ok(all.join(", "))
}

/// The plugins that lack roles which the host may not create, by their places, each with what an
/// administrator can run.
pub(super) fn missing(
    pg: &mut PgConnection,
    server: &Server,
    settings: &Settings,
    plans: &[Plan],
) -> Result<Vec<(usize, MigrateErrorKind)>, ServerError> {
    if !settings.roles || server.can_create_role {
        return Ok(Vec::new());
    }
    let roles = |plan: &Plan| [plan.owner(), settings.session_role(plan)];
    let wanted: Vec<String> = plans.iter().flat_map(roles).collect();
    let there: Vec<Name> = diesel::sql_query(
        "SELECT rolname::pg_catalog.text AS name FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)",
    )
    .bind::<Array<Text>, _>(wanted)
    .load(pg)
    .map_err(|source| ServerError::Query {
        action: "look for the roles of the plugins",
        source: SqlError::from(source),
    })?;
    let missing = plans.iter().enumerate().filter_map(|(place, plan)| {
        let is_missing = |role: &String| !there.iter().any(|there| there.name == *role);
        let missing: Vec<String> = roles(plan).into_iter().filter(is_missing).collect();
        (!missing.is_empty()).then(|| (place, fail(may_not_create(server, plan, &missing))))
    });
    Ok(missing.collect())
}

/// Drops the plugin's roles, save one that another database of the server knows, too.
pub(super) fn drop_all(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let names = [plan.role().to_owned(), plan.login(), plan.owner()];
    let query = diesel::sql_query(
        "SELECT rolname::pg_catalog.text AS name FROM pg_catalog.pg_roles r \
         WHERE rolname = ANY ($1) AND (NOT rolcanlogin OR rolname = $1[2]) \
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_shdepend \
                           WHERE refclassid = 'pg_catalog.pg_authid'::regclass \
                             AND refobjid = r.oid \
                             AND dbid NOT IN (0, (SELECT oid FROM pg_catalog.pg_database \
                                                  WHERE datname = pg_catalog.current_database())))",
    )
    .bind::<Array<Text>, _>(names.as_slice());
    let roles: Vec<Name> = session.load("look for the roles", query)?;
    for Name { name } in roles {
        let role = quoted(&name);
        let join = if may_become(session, &name, "USAGE")? {
            String::new()
        } else {
            format!("GRANT {role} TO CURRENT_USER; ")
        };
        session.run(
            "drop the role",
            &format!("{join}DROP OWNED BY {role}; DROP ROLE {role}"),
        )?;
    }
    Ok(())
}

fn quoted_owner(plan: &Plan) -> String {
    quoted(&plan.owner())
}

/// The shared schemas that the role may not use yet. Most are open to everybody, and
/// belong to somebody else, so that the host could not grant them.
fn closed_shared_schemas(
    session: &mut Session<'_>,
    role: &str,
) -> Result<Vec<String>, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT schema AS name FROM unnest($1) schema \
         WHERE NOT pg_catalog.has_schema_privilege($2, schema, 'USAGE')",
    )
    .bind::<Array<Text>, _>(super::shared_names(&session.settings.shared_schemas))
    .bind::<Text, _>(role);
    let closed: Vec<Name> = session.load("look for the shared schemas", query)?;
    Ok(closed.into_iter().map(|closed| closed.name).collect())
}

/// Roles belong to all databases of a server, and the lock to one; so somebody else may
/// create it at the same moment.
fn create(session: &mut Session<'_>, server: &Server, role: &str) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let logins = session.settings.logins.as_ref();
    let logins = logins.filter(|_| role == plan.login());
    let verifier = logins.map(|logins| logins.verifier(plan.id));
    // Of a login whose password the host does not know, an administrator says it.
    if !server.can_create_role || verifier == Some(None) {
        return Err(fail(may_not_create(server, plan, &[role.to_owned()])));
    }
    let create = match verifier.flatten() {
        Some(verifier) => logins::create(role, &verifier),
        None => format!("CREATE ROLE {} NOLOGIN NOINHERIT", quoted(role)),
    };
    let body = format!(
        "BEGIN {create}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END"
    );
    session.run("create the role", &format!("DO {}", literal(&body)))
}

/// What an administrator can run for roles that the host may not create.
fn may_not_create(server: &Server, plan: &Plan, roles: &[String]) -> RoleError {
    let host = quoted(&server.role);
    let statements = roles.iter().map(|name| {
        let role = quoted(name);
        if *name == plan.login() {
            format!("CREATE ROLE {role} LOGIN NOINHERIT PASSWORD '…'")
        } else {
            format!("CREATE ROLE {role} NOLOGIN NOINHERIT; GRANT {role} TO {host}")
        }
    });
    RoleError::MayNotCreate {
        host: server.role.clone(),
        roles: roles.to_vec(),
        fix: statements.collect::<Vec<_>>().join("; "),
    }
}

/// Lets the host's role become another one, and gives it that one's privileges.
fn join(session: &mut Session<'_>, server: &Server, role: &str) -> Result<(), MigrateErrorKind> {
    // Since PostgreSQL 16 a member may lack the right to become the role, or its privileges.
    let become_it = if server.is_since_16() {
        "SET"
    } else {
        "MEMBER"
    };
    if may_become(session, role, become_it)? && may_become(session, role, "USAGE")? {
        return Ok(());
    }
    let grant = format!("GRANT {} TO {}", quoted(role), quoted(&server.role));
    let with = if server.is_since_16() {
        " WITH INHERIT TRUE, SET TRUE"
    } else {
        ""
    };
    let joined = session.run("join the role", &format!("{grant}{with}"));
    if let Err(lost @ MigrateErrorKind::ConnectionLost { .. }) = joined {
        return Err(lost);
    }
    if joined.is_err() || !may_become(session, role, become_it)? {
        return Err(fail(RoleError::MissingRight {
            role: server.role.clone(),
            right: "become a role of the plugin",
            fix: grant,
        }));
    }
    if !may_become(session, role, "USAGE")? {
        return Err(fail(RoleError::MissingRight {
            role: server.role.clone(),
            right: "use the privileges of a role of the plugin",
            fix: format!("ALTER ROLE {} INHERIT", quoted(&server.role)),
        }));
    }
    Ok(())
}

fn may_become(
    session: &mut Session<'_>,
    role: &str,
    privilege: &str,
) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query("SELECT pg_catalog.pg_has_role($1, $2) AS holds")
        .bind::<Text, _>(role)
        .bind::<Text, _>(privilege);
    session.holds("look for the membership", query)
}

/// Lets a login connect to a database that is closed to everybody.
fn let_connect(
    session: &mut Session<'_>,
    server: &Server,
    login: &str,
) -> Result<(), MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT pg_catalog.pg_has_role(datdba, 'USAGE') AS there FROM pg_catalog.pg_database \
         WHERE datname = pg_catalog.current_database() \
           AND NOT pg_catalog.has_database_privilege($1, oid, 'CONNECT')",
    )
    .bind::<Text, _>(login);
    let closed: Vec<Privilege> = session.load("look whether the login may connect", query)?;
    let Some(Privilege { there: is_ours }) = closed.into_iter().next() else {
        return Ok(());
    };
    let (database, role) = (quoted(&server.database), quoted(login));
    let fix = format!("GRANT CONNECT ON DATABASE {database} TO {role}");
    if is_ours {
        return session.run("let the login connect", &fix);
    }
    Err(fail(RoleError::MissingRight {
        role: login.to_owned(),
        right: "connect to the database",
        fix,
    }))
}
