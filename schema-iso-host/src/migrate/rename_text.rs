//! Rewrites what keeps the name of a schema as a text, after the schema was renamed.
//!
//! PostgreSQL renames whatever it keeps by number. It keeps as texts the settings and the bodies
//! of routines, and literals such as that of `nextval('s.t'::text)` wherever an expression
//! stands. After the rename, whatever still prints the old name holds it in a text.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::error::{MigrateErrorKind, RenameError};
use super::report::PluginReport;
use super::session::Session;

/// Something that holds the old name in a text.
#[derive(QueryableByName)]
struct Holder {
    /// What it is, for a message.
    #[diesel(sql_type = Text)]
    object: String,
    /// The statements that write it anew, if there are any.
    #[diesel(sql_type = Text)]
    rewrite: String,
}

/// A setting of a role or a database.
#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    statement: String,
    /// Whether it is for this database alone.
    #[diesel(sql_type = Bool)]
    here: bool,
}

/// The old name `$2` as a word, which is not a part of a longer name.
const WORD: &str = r"('(?<![[:alnum:]_$])' || $2 || '(?![[:alnum:]_$])')";

/// What stands in the schema `$1`, as PostgreSQL prints it: the table `held` with the columns
/// `object`, `text`, and `rewrite`, the statements that write it anew with `$1` for the name `$2`
/// where there are such: routines, defaults and views.
pub(super) fn held() -> String {
    let renamed = |text: &str| format!("pg_catalog.regexp_replace({text}, {WORD}, $1, 'gi')");
    // There is none of an aggregate.
    let definition = "CASE WHEN prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END";
    let routine = renamed(definition);
    let default = renamed("pg_catalog.pg_get_expr(adbin, adrelid)");
    let view = renamed("pg_catalog.pg_get_viewdef(c.oid)");
    format!(
        "WITH home AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1), \
         held AS ( \
           SELECT 'function ' || p.oid::regprocedure AS object, {routine} AS rewrite, \
                  {definition} AS text \
             FROM pg_catalog.pg_proc p \
             WHERE pronamespace IN (TABLE home) \
               AND prolang NOT IN (SELECT oid FROM pg_catalog.pg_language \
                                   WHERE lanname IN ('c', 'internal')) \
           UNION ALL \
           SELECT pg_catalog.format('default of %s.%I', adrelid::regclass, attname), \
                  CASE WHEN attgenerated = '' THEN pg_catalog.format( \
                      'ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s', \
                      adrelid::regclass, attname, {default}) END, \
                  pg_catalog.pg_get_expr(adbin, adrelid) \
             FROM pg_catalog.pg_attrdef JOIN pg_catalog.pg_class c ON c.oid = adrelid \
             JOIN pg_catalog.pg_attribute ON attrelid = adrelid AND attnum = adnum \
             WHERE relnamespace IN (TABLE home) \
           UNION ALL \
           SELECT 'view ' || c.oid::regclass, \
                  CASE WHEN relkind = 'v' THEN pg_catalog.format( \
                      'CREATE OR REPLACE VIEW %s%s AS %s', c.oid::regclass, \
                      ' WITH (' || pg_catalog.array_to_string(reloptions, ', ') || ')', {view}) END, \
                  pg_catalog.pg_get_viewdef(c.oid) \
             FROM pg_catalog.pg_class c \
             WHERE relnamespace IN (TABLE home) AND relkind IN ('v', 'm') \
           UNION ALL \
           SELECT 'constraint ' || conname || ' of ' \
                      || coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text), \
                  NULL, pg_catalog.pg_get_constraintdef(oid) \
             FROM pg_catalog.pg_constraint WHERE connamespace IN (TABLE home) AND contype IN ('c', 'x') \
           UNION ALL \
           SELECT 'index ' || indexrelid::regclass, NULL, \
                  pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(indexprs, indrelid), \
                                       pg_catalog.pg_get_expr(indpred, indrelid)) \
             FROM pg_catalog.pg_index JOIN pg_catalog.pg_class c ON c.oid = indrelid \
             WHERE relnamespace IN (TABLE home) \
           UNION ALL \
           SELECT 'trigger ' || tgname || ' of ' || tgrelid::regclass, NULL, \
                  pg_catalog.pg_get_triggerdef(t.oid) \
             FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = tgrelid \
             WHERE relnamespace IN (TABLE home) AND NOT tgisinternal \
           UNION ALL \
           SELECT 'rule ' || rulename || ' of ' || ev_class::regclass, NULL, \
                  pg_catalog.pg_get_ruledef(r.oid) \
             FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = ev_class \
             WHERE relnamespace IN (TABLE home) AND rulename <> '_RETURN' \
           UNION ALL \
           SELECT 'policy ' || polname || ' of ' || polrelid::regclass, NULL, \
                  pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(polqual, polrelid), \
                                       pg_catalog.pg_get_expr(polwithcheck, polrelid)) \
             FROM pg_catalog.pg_policy JOIN pg_catalog.pg_class c ON c.oid = polrelid \
             WHERE relnamespace IN (TABLE home) \
           UNION ALL \
           SELECT 'default of the domain ' || oid::regtype, NULL, typdefault \
             FROM pg_catalog.pg_type WHERE typnamespace IN (TABLE home) AND typtype = 'd' \
           UNION ALL \
           SELECT 'text search dictionary ' || dictname, NULL, dictinitoption \
             FROM pg_catalog.pg_ts_dict WHERE dictnamespace IN (TABLE home))"
    )
}

/// What stands in the schema `$1` and prints the name `$2`.
fn inside() -> String {
    format!(
        "{} SELECT object, coalesce(rewrite, '') AS rewrite FROM held WHERE text ~* {WORD} \
         ORDER BY object",
        held(),
    )
}

/// Settings of roles and databases that hold the name, with the statement that changes each.
fn settings() -> String {
    format!(
        "SELECT pg_catalog.concat_ws(' ', 'ALTER', \
                    CASE WHEN setrole <> 0 THEN pg_catalog.format('ROLE %I', rolname) END, \
                    CASE WHEN setrole <> 0 AND setdatabase <> 0 THEN 'IN' END, \
                    CASE WHEN setdatabase <> 0 THEN pg_catalog.format('DATABASE %I', datname) END, \
                    'SET ' || pg_catalog.split_part(setting, '=', 1) || ' TO ' \
                        || pg_catalog.regexp_replace( \
                               pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1), \
                               {WORD}, $1, 'gi')) AS statement, \
                setdatabase <> 0 AS here \
         FROM pg_catalog.pg_db_role_setting \
         CROSS JOIN LATERAL pg_catalog.unnest(setconfig) setting \
         LEFT JOIN pg_catalog.pg_roles r ON r.oid = setrole \
         LEFT JOIN pg_catalog.pg_database d ON d.oid = setdatabase \
         WHERE (setdatabase = 0 OR datname = pg_catalog.current_database()) \
           AND setting LIKE 'search\\_path=%' AND setting ~* {WORD} \
         ORDER BY 1"
    )
}

/// Rewrites what holds the old name, inside the transaction of the rename. What cannot be
/// rewritten inside of the schema is an error; outside of it, it is reported.
pub(super) fn rewrite(
    session: &mut Session<'_>,
    old: &str,
    report: &mut PluginReport,
) -> Result<(), MigrateErrorKind> {
    let held = holders(session, old)?;
    let rewrites = held.iter().map(|holder| holder.rewrite.as_str());
    let rewrites: Vec<&str> = rewrites.filter(|sql| !sql.is_empty()).collect();
    if !rewrites.is_empty() {
        // Bodies are as right as they were; they may name what only their callers have.
        let sql = format!(
            "SET LOCAL check_function_bodies TO off; {}",
            rewrites.join("; ")
        );
        session.run("rewrite the name of the schema", &sql)?;
        for holder in held.iter().filter(|holder| !holder.rewrite.is_empty()) {
            tracing::debug!(plugin = %session.plan.id, object = holder.object, "rewrote the name of the schema");
        }
    }
    let left = holders(session, old)?;
    if !left.is_empty() {
        return Err(MigrateErrorKind::Rename {
            source: RenameError::NamedInText {
                schema: old.to_owned(),
                objects: left.into_iter().map(|holder| holder.object).collect(),
            },
        });
    }
    for Setting { statement, here } in load(
        session,
        "look for settings with the old name",
        &settings(),
        old,
    )? {
        // One for all databases may mean the schema of another one.
        if !here || !attempt(session, &statement) {
            tracing::warn!(plugin = %session.plan.id, statement, "a setting holds the old name of the schema");
            report.stale_settings.push(statement);
        }
    }
    Ok(())
}

fn holders(session: &mut Session<'_>, old: &str) -> Result<Vec<Holder>, MigrateErrorKind> {
    load(
        session,
        "look for the old name of the schema",
        &inside(),
        old,
    )
}

fn load<R>(
    session: &mut Session<'_>,
    action: &str,
    query: &str,
    old: &str,
) -> Result<Vec<R>, MigrateErrorKind>
where
    R: QueryableByName<diesel::pg::Pg> + 'static,
{
    let query = diesel::sql_query(query)
        .bind::<Text, _>(session.plan.schema())
        .bind::<Text, _>(old);
    session.load(action, query)
}

/// Runs a statement that may lack a privilege; without one, nothing happens.
fn attempt(session: &mut Session<'_>, statement: &str) -> bool {
    let action = "change a setting";
    if session.run(action, "SAVEPOINT setting").is_err() {
        return false;
    }
    let done = session.run(action, statement).is_ok();
    let end = if done {
        "RELEASE SAVEPOINT setting"
    } else {
        "ROLLBACK TO SAVEPOINT setting; RELEASE SAVEPOINT setting"
    };
    session.run(action, end).is_ok() && done
}
