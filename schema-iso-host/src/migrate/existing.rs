//! `Existing`: what the database already has of each plugin, asked for all plugins at once.
//!
//! A boot with nothing to do should cost a handful of round trips, however many plugins
//! there are: one question to the catalogue, and one for every [`TRACKERS_PER_QUERY`]
//! trackers. Only plugins with something to do are locked and looked at one by one.

use std::collections::{HashMap, HashSet};

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};
use schema_iso::id::{LOGIN_PREFIX, OWNER_PREFIX, PluginId, SCHEMA_PREFIX};

use super::error::{MigrateErrorKind, ServerError, SqlError, StatusError};
use super::home;
use super::look::look;
use super::orphan::Orphan;
use super::plan::Plan;
use super::role;
use super::schema::{STANDING, Standing};
use super::server::Server;
use super::settings::Settings;
use super::tracker::{self, Applied};

/// A query takes a lock on each table and index that it reads, and the room for locks is
/// 64 for each connection that the server takes.
const TRACKERS_PER_QUERY: usize = 250;

/// What the database has of the plugins, in the order of the plans, and of others.
pub(super) struct Look {
    pub(super) plugins: Vec<Existing>,
    pub(super) orphans: Vec<Orphan>,
}

/// What the database has of one plugin.
#[derive(Debug, Default)]
pub(super) struct Existing {
    /// Why the plugin must not be migrated, whatever else there is.
    pub(super) refusal: Option<MigrateErrorKind>,
    /// Whether the schema is there, with its trackers, and a mark under each previous id;
    /// with roles, also whether the role has all it needs.
    pub(super) complete: bool,
    /// Whether only the lock will tell what was applied: a schema of a previous id is
    /// there, or the trackers could not be read.
    pub(super) unclear: bool,
    /// What was applied, as far as the tracker can be read.
    pub(super) applied: Vec<Applied>,
}

#[derive(QueryableByName)]
struct Schema {
    #[diesel(embed)]
    standing: Standing,
    #[diesel(sql_type = Bool)]
    owned: bool,
    #[diesel(sql_type = Bool)]
    tracker: bool,
    #[diesel(sql_type = Bool)]
    checksums: bool,
    #[diesel(sql_type = Bool)]
    granted: bool,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Integer)]
    place: i32,
    #[diesel(embed)]
    applied: Applied,
}

/// Looks at plugins outside of a boot.
pub(super) fn look_at(settings: &Settings, plans: &[Plan]) -> Result<Look, StatusError> {
    let mut pg = settings.migration_address().connect()?;
    look(&mut pg, settings, |pg| {
        let server = Server::ask(pg, settings)?;
        read(pg, plans, settings, &server)
    })
    .map_err(StatusError::from)
}

/// Looks at all plugins.
pub(super) fn read(
    pg: &mut PgConnection,
    plans: &[Plan],
    settings: &Settings,
    server: &Server,
) -> Result<Look, ServerError> {
    let schemas = schemas(pg, plans, settings)?;
    let find = |name: &str| schemas.get(name).map(|schema| &schema.standing);
    let mut existing: Vec<Existing> = plans
        .iter()
        .map(|plan| Existing {
            refusal: find(plan.schema()).and_then(|own| home::check(plan, settings, own).err()),
            complete: home::is_prepared(plan, settings, server, find)
                && schemas
                    .get(plan.schema())
                    .is_some_and(|schema| schema.is_complete(settings.roles)),
            unclear: plan
                .previous_ids
                .iter()
                .any(|id| find(id.schema().as_str()).is_some_and(|schema| !schema.is_mark())),
            applied: Vec::new(),
        })
        .collect();
    let mut selects: Vec<(usize, String)> = Vec::new();
    for (place, plan) in plans.iter().enumerate() {
        if let Some(schema) = schemas.get(plan.schema()).filter(|schema| schema.tracker) {
            let from = tracker::applied_from(&plan.schema, schema.checksums);
            selects.push((place, format!("SELECT {place}::int4 AS place, {from}")));
        }
    }
    for selects in selects.chunks(TRACKERS_PER_QUERY) {
        match applied(pg, selects) {
            Ok(rows) => {
                for row in rows {
                    let place = usize::try_from(row.place).unwrap_or(usize::MAX);
                    if let Some(plugin) = existing.get_mut(place) {
                        plugin.applied.push(row.applied);
                    }
                }
            }
            // Somebody renames or drops one of them just now. They are looked at one
            // by one, under their locks.
            Err(error) => {
                tracing::debug!(%error, "could not read trackers together");
                for (place, _) in selects {
                    existing[*place].complete = false;
                    existing[*place].unclear = true;
                }
            }
        }
    }
    Ok(Look {
        plugins: existing,
        orphans: orphans(plans, settings, &schemas),
    })
}

/// The schemas that look like those of a plugin of this program, and that no plan claims.
fn orphans(plans: &[Plan], settings: &Settings, schemas: &HashMap<String, Schema>) -> Vec<Orphan> {
    let claimed: HashSet<PluginId> = plans.iter().flat_map(Plan::lock_ids).collect();
    let mut orphans: Vec<Orphan> = schemas
        .values()
        .filter_map(|schema| {
            let name = schema.standing.name.strip_prefix(SCHEMA_PREFIX)?;
            let plugin = PluginId::new(&name.replace('_', "-")).ok()?;
            let note = schema.standing.note();
            let ours = schema.tracker && schema.checksums || schema.standing.is_mark();
            if claimed.contains(&plugin) || !(ours || note.is_some()) {
                return None;
            }
            let (crate_name, program, moved_to) = match note {
                Some(note) => (note.crate_name, note.program, note.moved_to),
                None => (None, None, None),
            };
            // A schema without a program may be of a time when this one had no name.
            let of_another = program.is_some() && program != settings.program;
            (!of_another).then_some(Orphan {
                plugin,
                crate_name,
                program,
                moved_to,
            })
        })
        .collect();
    orphans.sort_unstable_by_key(|orphan| orphan.plugin);
    orphans
}

fn schemas(
    pg: &mut PgConnection,
    plans: &[Plan],
    settings: &Settings,
) -> Result<HashMap<String, Schema>, ServerError> {
    let names: Vec<String> = plans.iter().flat_map(home::names).collect();
    let has_logins = settings.logins.is_some();
    let schemas: Vec<Schema> = diesel::sql_query(format!(
        "WITH misplaced AS MATERIALIZED (\
             SELECT DISTINCT namespace FROM {objects} o \
             JOIN pg_namespace ON pg_namespace.oid = namespace \
             JOIN pg_roles ON rolname = '{OWNER_PREFIX}' || substr(nspname, {name}) \
             WHERE nspname = ANY ($1) AND owner <> pg_roles.oid) \
         SELECT {STANDING}, pg_has_role(nspowner, 'USAGE') AS owned, \
                tracker, checksums, \
                coalesce((SELECT has_schema_privilege(r.oid, n.oid, 'USAGE') \
                             AND has_schema_privilege(ow.oid, n.oid, 'USAGE') \
                             AND has_schema_privilege(ow.oid, n.oid, 'CREATE') \
                             AND pg_has_role(ow.oid, 'USAGE') \
                             AND r.rolcanlogin = $4 AND NOT ow.rolcanlogin \
                             AND NOT ({powerful_session}) AND NOT ({powerful_owner}) \
                             AND NOT EXISTS (SELECT FROM pg_auth_members WHERE member IN (r.oid, ow.oid)) \
                             AND has_database_privilege(r.oid, current_database(), 'CONNECT') >= $4 \
                             AND NOT EXISTS (SELECT FROM pg_proc \
                                             WHERE pronamespace = n.oid AND prosecdef \
                                               AND NOT {harmless}) \
                             AND n.oid NOT IN (SELECT namespace FROM misplaced) \
                             AND NOT EXISTS (SELECT FROM pg_class c \
                                             WHERE relnamespace = n.oid \
                                               AND relkind IN ('r', 'p', 'v', 'm', 'f') \
                                               AND relname <> ALL ($2) \
                                               AND NOT has_table_privilege(r.oid, c.oid, 'SELECT')) \
                          FROM pg_roles r, pg_roles ow \
                          WHERE r.rolname = $3 || substr(nspname, {name}) \
                            AND ow.rolname = '{OWNER_PREFIX}' || substr(nspname, {name})), false) AS granted \
         FROM pg_namespace n, \
              LATERAL (SELECT coalesce(bool_or(relname = $2[1]), false) AS tracker, \
                              coalesce(bool_or(relname = $2[2]), false) AS checksums \
                       FROM pg_class \
                       WHERE relnamespace = n.oid AND relname = ANY ($2) AND relkind = 'r' \
                         AND has_table_privilege(oid, 'SELECT')) tables \
         WHERE nspname = ANY ($1) OR starts_with(nspname::text, $5)",
        powerful_session = role::powerful("r"),
        powerful_owner = role::powerful("ow"),
        harmless = role::IS_HARMLESS,
        objects = role::objects(),
        name = SCHEMA_PREFIX.len() + 1,
    ))
    .bind::<Array<Text>, _>(names)
    .bind::<Array<Text>, _>([tracker::TRACKER, tracker::CHECKSUMS].as_slice())
    .bind::<Text, _>(if has_logins { LOGIN_PREFIX } else { SCHEMA_PREFIX })
    .bind::<Bool, _>(has_logins)
    .bind::<Text, _>(SCHEMA_PREFIX)
    .load(pg)
    .map_err(|source| ServerError::Query {
        action: "look for the schemas of the plugins",
        source: SqlError::from(source),
    })?;
    Ok(schemas
        .into_iter()
        .map(|schema| (schema.standing.name.clone(), schema))
        .collect())
}

impl Schema {
    fn is_complete(&self, roles: bool) -> bool {
        self.owned && self.tracker && self.checksums && (self.granted || !roles)
    }
}

fn applied(pg: &mut PgConnection, selects: &[(usize, String)]) -> QueryResult<Vec<Row>> {
    let selects: Vec<&str> = selects.iter().map(|(_, select)| select.as_str()).collect();
    diesel::sql_query(selects.join(" UNION ALL ")).load(pg)
}
