//! What went wrong, from when until when.

use diesel::dsl::now;
use diesel::prelude::*;
use diesel::upsert::{DecoratableTarget, excluded};

use crate::Healthcheck;
use crate::schema::{Check, Health, Incident, checks, incidents};

/// Opens an incident, or makes the open one as bad as it now is.
pub(crate) fn open(
    conn: &mut SafeConnection<Healthcheck>,
    check: &Check,
    health: Health,
) -> QueryResult<usize> {
    diesel::insert_into(incidents::table)
        .values((
            incidents::check_id.eq(check.id),
            incidents::worst.eq(health),
        ))
        .on_conflict(incidents::check_id)
        .filter_target(incidents::closed_at.is_null())
        .do_update()
        .set(incidents::worst.eq(excluded(incidents::worst)))
        .filter(incidents::worst.lt(excluded(incidents::worst)))
        .execute(conn)
}

/// Closes the open incident, if there is one.
pub(crate) fn close(conn: &mut SafeConnection<Healthcheck>, check: &Check) -> QueryResult<usize> {
    diesel::update(incidents::table)
        .filter(incidents::check_id.eq(check.id))
        .filter(incidents::closed_at.is_null())
        .set(incidents::closed_at.eq(now))
        .execute(conn)
}

/// All incidents with the name of the check, the newest first.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn all(conn: &mut SafeConnection<Healthcheck>) -> QueryResult<Vec<(String, Incident)>> {
    incidents::table
        .inner_join(checks::table)
        .order(incidents::id.desc())
        .select((checks::name, Incident::as_select()))
        .load(conn)
}
