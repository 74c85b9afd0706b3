//! Checks: what `init` has done, `DISTINCT ON`, and an upsert on a partial index.

use healthcheck::schema::Health;
use healthcheck::{Healthcheck, SELF_CHECK, ensure, incidents, results};
use schema_iso_diesel::SafeConnection;
use serde_json::json;

use crate::Outcome;
use crate::console::Console;

pub(super) fn run(console: &mut Console, conn: &mut SafeConnection<Healthcheck>) -> Outcome {
    let started = results::newest(conn)?;
    console.claim(
        started
            == [(
                SELF_CHECK.to_owned(),
                Health::Healthy,
                Some("start".to_owned()),
            )],
        "`init` has put the plugin's own check in place",
    )?;

    let mail = ensure(conn, "mail")?;
    for health in [Health::Degraded, Health::Failing, Health::Degraded] {
        results::record(conn, &mail, health, json!({ "queue": 120 }))?;
    }
    let open = incidents::all(conn)?;
    console.claim(
        matches!(&open[..], [(name, incident)] if name == "mail"
            && incident.worst == Health::Failing
            && incident.closed_at.is_none()),
        "three bad results are one incident, as bad as the worst of them",
    )?;

    results::record(conn, &mail, Health::Healthy, json!({}))?;
    let closed = incidents::all(conn)?;
    console.claim(
        closed
            .iter()
            .all(|(_, incident)| incident.closed_at.is_some()),
        "a good one closes it",
    )?;
    for (name, health, _) in results::newest(conn)? {
        console.line(format!("{name}: {health:?}"))?;
    }
    Ok(())
}
