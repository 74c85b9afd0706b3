//! A look at the database that leaves nothing in the session, whoever gets it next.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;

use super::error::{ServerError, SqlError};
use super::settings::Settings;

/// Asks questions in one transaction that only reads. Its settings end with it, so that they
/// reach nobody else where a pooler hands each transaction another session.
pub(super) fn look<T, E: From<ServerError>>(
    pg: &mut PgConnection,
    settings: &Settings,
    questions: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E> {
    let fail = |action| {
        move |source| ServerError::Query {
            action,
            source: SqlError::from(source),
        }
    };
    pg.batch_execute(&format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; \
         SET LOCAL search_path TO pg_catalog, pg_temp; {}",
        settings.timeouts("SET LOCAL"),
    ))
    .map_err(fail("begin a look at the database"))?;
    let answers = questions(pg);
    let end = if answers.is_ok() {
        "COMMIT"
    } else {
        "ROLLBACK"
    };
    let ended = pg
        .batch_execute(end)
        .map_err(fail("end a look at the database"));
    let answers = answers?;
    ended?;
    Ok(answers)
}
