//! What one plugin exports and another imports (ISO-18): the columns that an import needs, and the
//! privileges of the readers' roles.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};
use schema_iso::definition::{RelationKind, TableDefinition};

use super::error::{Difference, ServerError, SqlError};
use super::identifier::quoted;
use super::look::look;
use super::plan::Plan;
use super::settings::Settings;

/// Taken for the time in which grants are set right, so that two boots do not change one list of
/// privileges at once, which PostgreSQL refuses.
const LOCK: &str = "SELECT pg_catalog.pg_advisory_xact_lock(\
                    pg_catalog.hashtextextended('schema-iso imports', 0))";

/// What the catalogue says, in rows of one shape.
#[derive(QueryableByName)]
struct Row {
    /// `role` (it is there), `table` (it may read a table), `schema` (it may use a schema), `invoker`
    /// (a view has its reader's rights).
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    relation: String,
}

/// The imports of a plugin.
pub(super) fn imports(plan: &Plan) -> impl Iterator<Item = &'static TableDefinition> {
    let tables = plan.tables.iter().copied();
    tables.filter(|table| matches!(table.kind(), RelationKind::Imported { .. }))
}

/// A privilege of a reader's role: on a schema, or on a table or view in it.
type Privilege = (String, String, Option<String>);

/// Grants each reader's role what it imports, and takes back what it imports no more.
///
/// Only with roles there is something to grant. Returns the exports that nobody can read by them.
pub(super) fn grant(
    pg: &mut PgConnection,
    settings: &Settings,
    plans: &[Plan],
) -> Result<Vec<Difference>, ServerError> {
    if !settings.roles {
        return Ok(Vec::new());
    }
    let rows = look(pg, settings, |pg| ask(pg, plans))?;
    let of_kind = |kind: &'static str| rows.iter().filter(move |row| row.kind == kind);
    let roles: BTreeSet<&str> = of_kind("role").map(|row| &*row.role).collect();
    let mut wanted: BTreeSet<Privilege> = BTreeSet::new();
    let mut unreadable = Vec::new();
    for plan in plans {
        let readers = [plan.role().to_owned(), plan.login()];
        for import in imports(plan) {
            let (schema, name) = (import.schema().as_str().to_owned(), import.name());
            for role in readers.iter().filter(|role| roles.contains(&***role)) {
                wanted.insert((role.clone(), schema.clone(), None));
                wanted.insert((role.clone(), schema.clone(), Some(name.to_owned())));
            }
            if of_kind("invoker").any(|row| row.schema == schema && row.relation == name) {
                unreadable.push(Difference::InvokersRights {
                    plugin: import.owner(),
                    table: name.to_owned(),
                });
            }
        }
    }
    let there: BTreeSet<Privilege> = rows
        .iter()
        .filter_map(|row| {
            let relation = match row.kind.as_str() {
                "schema" => None,
                "table" => Some(row.relation.clone()),
                _ => return None,
            };
            Some((row.role.clone(), row.schema.clone(), relation))
        })
        .collect();
    let mut sql = String::new();
    for (role, schema, relation) in wanted.difference(&there) {
        tracing::info!(%role, %schema, relation, "granted an import");
        sql.push_str(&statement("GRANT", "TO", role, schema, relation.as_deref()));
    }
    for (role, schema, relation) in there.difference(&wanted) {
        tracing::info!(%role, %schema, relation, "took back what is not imported");
        sql.push_str(&statement(
            "REVOKE",
            "FROM",
            role,
            schema,
            relation.as_deref(),
        ));
    }
    if !sql.is_empty() {
        change(pg, settings, &sql)?;
    }
    Ok(unreadable)
}

fn statement(verb: &str, to: &str, role: &str, schema: &str, relation: Option<&str>) -> String {
    let (role, schema) = (quoted(role), quoted(schema));
    let privilege = if verb == "GRANT" { "SELECT" } else { "ALL" };
    match relation {
        Some(relation) => format!(
            "{verb} {privilege} ON {schema}.{} {to} {role}; ",
            quoted(relation)
        ),
        None => format!("{verb} USAGE ON SCHEMA {schema} {to} {role}; "),
    }
}

fn change(pg: &mut PgConnection, settings: &Settings, sql: &str) -> Result<(), ServerError> {
    let timeouts = settings.timeouts("SET LOCAL");
    let changed = pg.batch_execute(&format!(
        "BEGIN; SET LOCAL search_path TO pg_catalog, pg_temp; {timeouts}; {LOCK}; {sql} COMMIT"
    ));
    changed.map_err(|source| {
        pg.batch_execute("ROLLBACK").ok();
        ServerError::Query {
            action: "grant the imports",
            source: SqlError::from(source),
        }
    })
}

fn ask(pg: &mut PgConnection, plans: &[Plan]) -> Result<Vec<Row>, ServerError> {
    let schemas: Vec<&str> = plans.iter().map(Plan::schema).collect();
    let roles: Vec<String> = plans
        .iter()
        .flat_map(|plan| [plan.role().to_owned(), plan.login()])
        .collect();
    // The roles of a schema, in the order of the schemas, two for each.
    diesel::sql_query(
        "WITH own AS (SELECT ($1)[(place + 1) / 2] AS schema, role \
                      FROM unnest($2) WITH ORDINALITY o (role, place)) \
         SELECT 'role' AS kind, rolname::text AS role, '' AS schema, '' AS relation \
         FROM pg_roles WHERE rolname = ANY ($2) \
         UNION ALL \
         SELECT DISTINCT 'table', rolname::text, nspname::text, relname::text \
         FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, aclexplode(relacl) a \
         JOIN pg_roles r ON r.oid = a.grantee \
         WHERE nspname = ANY ($1) AND rolname = ANY ($2) \
           AND NOT EXISTS (SELECT FROM own WHERE own.schema = nspname AND own.role = rolname) \
         UNION ALL \
         SELECT DISTINCT 'schema', rolname::text, nspname::text, '' \
         FROM pg_namespace n, aclexplode(nspacl) a JOIN pg_roles r ON r.oid = a.grantee \
         WHERE nspname = ANY ($1) AND rolname = ANY ($2) \
           AND NOT EXISTS (SELECT FROM own WHERE own.schema = nspname AND own.role = rolname) \
         UNION ALL \
         SELECT 'invoker', '', nspname::text, relname::text \
         FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace \
         WHERE nspname = ANY ($1) AND relkind = 'v' \
           AND EXISTS (SELECT FROM unnest(reloptions) option \
                       WHERE option ~* '^security_invoker=(t|true|on|yes|y|1)$')",
    )
    .bind::<Array<Text>, _>(schemas)
    .bind::<Array<Text>, _>(roles)
    .load(pg)
    .map_err(|source| ServerError::Query {
        action: "look for the privileges of readers",
        source: SqlError::from(source),
    })
}
