//! The plugin's role, which owns nothing and may use the plugin's schema (ISO-11).

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};

use super::error::{MigrateErrorKind, RoleError};
use super::identifier::{literal, quoted};
use super::session::Session;
use super::tracker;

#[derive(QueryableByName)]
struct Definer {
    #[diesel(sql_type = Text)]
    routine: String,
    #[diesel(sql_type = Text)]
    owner: String,
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

impl Role {
    fn why_unfit(&self) -> Option<&'static str> {
        [
            (self.login, "may log in"),
            (
                self.powerful,
                "has attributes such as SUPERUSER or CREATEROLE",
            ),
            (self.owner, "owns objects of this database"),
            (self.member, "is a member of other roles"),
        ]
        .into_iter()
        .find_map(|(unfit, why)| unfit.then_some(why))
    }
}

#[derive(QueryableByName)]
struct Membership {
    #[diesel(sql_type = Bool)]
    may_set: bool,
}

#[derive(QueryableByName)]
struct Closed {
    #[diesel(sql_type = Text)]
    schema: String,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Integer)]
    version: i32,
}

/// Creates the role if it does not exist, and grants it the schema.
///
/// It comes before the migrations, so that the privileges of what they create are set
/// by default, and [`grant`] after them, for what was there before.
pub(super) fn set_up(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    match find(session)? {
        None => create(session)?,
        Some(role) => {
            if let Some(why) = role.why_unfit() {
                return Err(MigrateErrorKind::Role {
                    source: RoleError::Unfit {
                        role: plan.role().to_owned(),
                        why,
                    },
                });
            }
        }
    }
    join(session)?;
    let (role, schema) = (quoted(plan.role()), quoted(plan.schema()));
    let mut sql = format!(
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC; GRANT USAGE ON SCHEMA {schema} TO {role}; "
    );
    for (privileges, kind) in PRIVILEGES {
        sql.push_str(&format!(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {privileges} ON {kind} TO {role}; "
        ));
    }
    for shared in closed_shared_schemas(session)? {
        let shared = quoted(&shared);
        sql.push_str(&format!("GRANT USAGE ON SCHEMA {shared} TO {role}; "));
    }
    session.transaction("grant the schema to the role", |session| {
        session.run("grant the schema to the role", &sql)
    })
}

const PRIVILEGES: [(&str, &str); 3] = [
    ("SELECT, INSERT, UPDATE, DELETE", "TABLES"),
    ("USAGE, SELECT, UPDATE", "SEQUENCES"),
    ("EXECUTE", "ROUTINES"),
];

/// Refuses functions that run with their owner's rights: the host's role owns them.
pub(super) fn refuse_definers(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let query = diesel::sql_query(
        "SELECT p.oid::pg_catalog.regprocedure::pg_catalog.text AS routine, \
                pg_catalog.pg_get_userbyid(proowner)::pg_catalog.text AS owner \
         FROM pg_catalog.pg_proc p \
         JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) pronamespace \
         WHERE prosecdef AND nspname::pg_catalog.text OPERATOR(pg_catalog.=) $1 ORDER BY 1 LIMIT 1",
    )
    .bind::<Text, _>(plan.schema());
    let found: Vec<Definer> = session.load("look for functions of their owner", query)?;
    let Some(Definer { routine, owner }) = found.into_iter().next() else {
        return Ok(());
    };
    Err(MigrateErrorKind::Role {
        source: RoleError::Definer { routine, owner },
    })
}

/// Grants the role what stands in the schema, save the trackers.
pub(super) fn grant(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    refuse_definers(session)?;
    let (role, schema) = (session.plan.role(), session.plan.schema());
    let (role, quoted_schema) = (quoted(role), quoted(schema));
    let mut sql = String::new();
    for (privileges, kind) in PRIVILEGES {
        sql.push_str(&format!(
            "GRANT {privileges} ON ALL {kind} IN SCHEMA {quoted_schema} TO {role}; "
        ));
    }
    for table in [tracker::tracker(schema), tracker::checksums(schema)] {
        sql.push_str(&format!("REVOKE ALL ON TABLE {table} FROM {role}; "));
    }
    session.transaction("grant the tables to the role", |session| {
        session.run("grant the tables to the role", &sql)
    })
}

/// The shared schemas that the role may not use yet. Most are open to everybody, and
/// belong to somebody else, so that the host could not grant them.
fn closed_shared_schemas(session: &mut Session<'_>) -> Result<Vec<String>, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT schema FROM unnest($1) schema \
         WHERE NOT pg_catalog.has_schema_privilege($2, schema, 'USAGE')",
    )
    .bind::<Array<Text>, _>(super::shared_names(&session.settings.shared_schemas))
    .bind::<Text, _>(session.plan.role());
    let closed: Vec<Closed> = session.load("look for the shared schemas", query)?;
    Ok(closed.into_iter().map(|closed| closed.schema).collect())
}

fn find(session: &mut Session<'_>) -> Result<Option<Role>, MigrateErrorKind> {
    let query = diesel::sql_query(
        "SELECT rolcanlogin AS login, \
                rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls \
                  AS powerful, \
                EXISTS (SELECT FROM pg_catalog.pg_shdepend \
                        WHERE refclassid = 'pg_catalog.pg_authid'::regclass \
                          AND refobjid = r.oid AND deptype = 'o' \
                          AND dbid IN (0, (SELECT oid FROM pg_catalog.pg_database \
                                           WHERE datname = pg_catalog.current_database()))) \
                  AS owner, \
                EXISTS (SELECT FROM pg_catalog.pg_auth_members WHERE member = r.oid) AS member \
         FROM pg_catalog.pg_roles r WHERE rolname = $1",
    )
    .bind::<Text, _>(session.plan.role());
    let roles: Vec<Role> = session.load("look for the role", query)?;
    Ok(roles.into_iter().next())
}

/// Roles belong to all databases of a server, and the lock to one; so somebody else may
/// create it at the same moment.
fn create(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let body = format!(
        "BEGIN CREATE ROLE {} NOLOGIN NOINHERIT; \
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END",
        quoted(session.plan.role()),
    );
    session.run("create the role", &format!("DO {}", literal(&body)))
}

/// Lets the host's role become the plugin's.
fn join(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let query = diesel::sql_query("SELECT current_setting('server_version_num')::int4 AS version");
    let versions: Vec<Version> = session.load("ask for the version", query)?;
    // Since PostgreSQL 16 a member may lack the right to become the role.
    let since_16 = versions.iter().any(|row| row.version >= 160_000);
    let privilege = if since_16 { "SET" } else { "MEMBER" };
    let query = diesel::sql_query(format!(
        "SELECT pg_catalog.pg_has_role($1, '{privilege}') AS may_set"
    ))
    .bind::<Text, _>(session.plan.role());
    let found: Vec<Membership> = session.load("look for the membership", query)?;
    if found.iter().any(|membership| membership.may_set) {
        return Ok(());
    }
    let sql = format!("GRANT {} TO CURRENT_USER", quoted(session.plan.role()));
    session.run("join the role", &sql)
}
