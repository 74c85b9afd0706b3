//! The trackers as they were, to be restored after a migration that ran outside of a transaction.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::error::MigrateErrorKind;
use super::session::Session;
use super::tracker::{checksums, create_missing, tracker};

/// The rows of the trackers, to be restored.
#[derive(QueryableByName)]
pub(super) struct Kept {
    #[diesel(sql_type = Text)]
    tracker: String,
    #[diesel(sql_type = Text)]
    checksums: String,
}

impl Kept {
    pub(super) fn read(session: &mut Session<'_>) -> Result<Self, MigrateErrorKind> {
        let schema = session.plan.schema();
        let rows = |table: String| {
            format!(
                "(SELECT coalesce(pg_catalog.json_agg(t), '[]')::pg_catalog.text FROM {table} t)"
            )
        };
        let query = diesel::sql_query(format!(
            "SELECT {} AS tracker, {} AS checksums",
            rows(tracker(schema)),
            rows(checksums(schema)),
        ));
        query
            .get_result(session.pg())
            .map_err(|source| MigrateErrorKind::statement("read the trackers", source))
    }

    /// Makes the trackers anew, with these rows.
    pub(super) fn restore(&self, session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
        let schema = session.plan.schema();
        session.transaction("restore the trackers", |session| {
            let tables = [
                (tracker(schema), &self.tracker),
                (checksums(schema), &self.checksums),
            ];
            for (table, _) in &tables {
                session.run("drop a tracker", &format!("DROP TABLE IF EXISTS {table}"))?;
            }
            create_missing(session)?;
            for (table, rows) in tables {
                let insert = diesel::sql_query(format!(
                    "INSERT INTO {table} SELECT * FROM pg_catalog.json_populate_recordset(NULL::{table}, $1::pg_catalog.json)"
                ))
                .bind::<Text, _>(rows);
                session.execute("restore a tracker", insert)?;
            }
            Ok(())
        })
    }
}
