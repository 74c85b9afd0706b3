//! The lock that only a plugin's own migrations share (ISO-07).

use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use schema_iso::id::{PluginId, SCHEMA_PREFIX};

use super::backoff::Backoff;
use super::cancel::CancelToken;
use super::error::{LockError, LockHolder, MigrateErrorKind};
use super::session::Session;

/// The key of a plugin's advisory lock, given the text of [`key_text`] as `$1`.
const KEY: &str = "pg_catalog.hashtextextended($1, 0)";

/// Where `pg_locks` keeps a key of 64 bits.
const KEY_IN_PG_LOCKS: &str = "((classid::pg_catalog.int8 << 32) | objid::pg_catalog.int8)";

/// Applications with different prefixes do not wait for one another: no id has an underscore.
pub(super) fn key_text(id: PluginId) -> String {
    match SCHEMA_PREFIX {
        "plugin_" => format!("schema-iso:{id}"),
        _ => format!("schema-iso:{}", id.schema()),
    }
}

/// An expression for whether this session holds the lock whose text is `$1`.
pub(super) fn held() -> String {
    format!(
        "EXISTS (SELECT FROM pg_catalog.pg_locks \
         WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid() AND granted \
           AND objsubid = 1 AND {KEY_IN_PG_LOCKS} = {KEY})"
    )
}

#[derive(QueryableByName)]
struct Holder {
    #[diesel(sql_type = Integer)]
    pid: i32,
    #[diesel(sql_type = Text)]
    application: String,
    #[diesel(sql_type = Text)]
    login: String,
}

/// Acquires the locks of the plugin and its previous ids, and says how long others
/// kept them.
///
/// A lock is polled and not waited for: a waiting statement holds a snapshot, for which
/// `CREATE INDEX CONCURRENTLY` of the holder would wait in turn.
pub(super) fn acquire(
    session: &mut Session<'_>,
    stop: &CancelToken,
) -> Result<Duration, MigrateErrorKind> {
    let plugin = session.plan.id;
    let began = Instant::now();
    let deadline = began + session.settings.plugin_lock_timeout;
    let mut waited = Duration::ZERO;
    for locked in session.plan.lock_ids() {
        let mut backoff = Backoff::new();
        let fail = |source| MigrateErrorKind::Lock { source };
        while !try_acquire(session, locked)? {
            let now = Instant::now();
            if now >= deadline {
                let holder = holder(session, locked)?;
                return Err(fail(LockError::TimedOut {
                    locked,
                    seconds: session.settings.plugin_lock_timeout.as_secs(),
                    holder,
                }));
            }
            if waited.is_zero() {
                tracing::info!(%plugin, %locked, "waiting for the migrations of another process");
            }
            if stop.wait(backoff.next().min(deadline - now)) {
                return Err(fail(LockError::Cancelled { locked }));
            }
            waited = began.elapsed();
        }
    }
    Ok(waited)
}

fn try_acquire(session: &mut Session<'_>, locked: PluginId) -> Result<bool, MigrateErrorKind> {
    let query = diesel::sql_query(format!(
        "SELECT pg_catalog.pg_try_advisory_lock({KEY}) AS holds"
    ))
    .bind::<Text, _>(key_text(locked));
    session.holds("try the lock", query)
}

fn holder(
    session: &mut Session<'_>,
    locked: PluginId,
) -> Result<Option<LockHolder>, MigrateErrorKind> {
    let query = diesel::sql_query(format!(
        "SELECT lock.pid, coalesce(activity.application_name, '') AS application, \
                coalesce(activity.usename, '')::pg_catalog.text AS login \
         FROM pg_catalog.pg_locks lock \
         LEFT JOIN pg_catalog.pg_stat_activity activity USING (pid) \
         WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objsubid = 1 \
           AND lock.database = (SELECT oid FROM pg_catalog.pg_database \
                                WHERE datname = pg_catalog.current_database()) \
           AND {KEY_IN_PG_LOCKS} = {KEY}"
    ))
    .bind::<Text, _>(key_text(locked));
    let holders: Vec<Holder> = session.load("find who holds the lock", query)?;
    let mut holders = holders.into_iter();
    Ok(holders
        .next()
        .map(|it| LockHolder::new(it.pid, it.application, it.login)))
}
