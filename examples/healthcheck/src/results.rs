//! What the checks say.

use diesel::prelude::*;
use serde_json::Value;

use crate::schema::{Check, CheckResult, Health, checks, results};
use crate::{Healthcheck, incidents};

/// Records how something is; opens an incident, or closes one, as need be.
///
/// # Errors
///
/// The error of PostgreSQL; nothing is recorded then.
pub fn record(
    conn: &mut SafeConnection<Healthcheck>,
    check: &Check,
    health: Health,
    details: Value,
) -> QueryResult<CheckResult> {
    conn.transaction(|conn| {
        let result = diesel::insert_into(results::table)
            .values((
                results::check_id.eq(check.id),
                results::health.eq(health),
                results::details.eq(details),
            ))
            .get_result(conn)?;
        diesel::update(check)
            .set(checks::last.eq(health))
            .execute(conn)?;
        if health == Health::Healthy {
            incidents::close(conn, check)?;
        } else {
            incidents::open(conn, check, health)?;
        }
        Ok(result)
    })
}

/// The newest result of every enabled check, by name.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn newest(
    conn: &mut SafeConnection<Healthcheck>,
) -> QueryResult<Vec<(String, Health, Option<String>)>> {
    let event = results::details.retrieve_as_text("event");
    results::table
        .inner_join(checks::table)
        .filter(checks::enabled.eq(true))
        .distinct_on(checks::name)
        .order((checks::name.asc(), results::id.desc()))
        .select((checks::name, results::health, event.nullable()))
        .load(conn)
}
