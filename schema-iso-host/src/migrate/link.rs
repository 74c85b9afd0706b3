//! `Link`: what the server says of a connection, and whether an address serves its purpose.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use super::error::{RunError, ServerError, SqlError};
use super::identifier::quoted;
use super::look::look;
use super::sessions;
use super::settings::Settings;
use crate::address::Address;

/// What the server says of a connection. Behind a pooler, it is the pooler's connection.
#[derive(Debug, QueryableByName)]
pub(super) struct Link {
    /// Which database of which server it is, whatever the address calls it.
    #[diesel(sql_type = Text)]
    identity: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Text)]
    database: String,
    #[diesel(sql_type = Bool)]
    over_tcp: bool,
    #[diesel(sql_type = Bool)]
    encrypted: bool,
    /// No limit but the server's holds for a superuser.
    #[diesel(sql_type = Bool)]
    superuser: bool,
    #[diesel(sql_type = Integer)]
    max_connections: i32,
    #[diesel(sql_type = Integer)]
    reserved: i32,
    /// Negative: no limit.
    #[diesel(sql_type = Integer)]
    limit_of_login: i32,
    #[diesel(sql_type = Integer)]
    limit_of_database: i32,
}

impl Link {
    /// Asks within a look at the database.
    pub(super) fn ask(pg: &mut PgConnection) -> Result<Self, ServerError> {
        diesel::sql_query(
            "SELECT (SELECT system_identifier::text FROM pg_control_system()) || '/' || d.oid \
                      AS identity, \
                    rolname::text AS login, datname::text AS database, \
                    inet_client_addr() IS NOT NULL AS over_tcp, \
                    EXISTS (SELECT FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) \
                      OR EXISTS (SELECT FROM pg_stat_gssapi \
                                 WHERE pid = pg_backend_pid() AND encrypted) AS encrypted, \
                    rolsuper AS superuser, \
                    current_setting('max_connections')::int4 AS max_connections, \
                    current_setting('superuser_reserved_connections')::int4 \
                      + coalesce(current_setting('reserved_connections', true)::int4, 0) \
                      AS reserved, \
                    rolconnlimit AS limit_of_login, datconnlimit AS limit_of_database \
             FROM pg_roles, pg_database d \
             WHERE rolname = session_user AND datname = current_database()",
        )
        .get_result(pg)
        .map_err(|source| ServerError::Query {
            action: "ask the server about the connection",
            source: SqlError::from(source),
        })
    }

    /// Logs that nobody encrypts what goes over the network, unless the address says that this
    /// is meant. It is libpq's default where one of the two ends has no TLS.
    fn report_plain(&self, address: &Address) {
        if self.over_tcp && !self.encrypted && !address.disables_tls() {
            tracing::warn!(
                database = %self.database, login = %self.login,
                "the connection to the database goes over TCP and is not encrypted; ask for TLS by \
                 `sslmode=verify-full` in the address, which takes the feature `bundled-libpq-tls` of \
                 `schema-iso-host`, or say by `sslmode=disable` that it is meant"
            );
        }
    }

    /// How many connections the login can have at most, and what to run for it to have `wanted`.
    fn room(&self, wanted: i32) -> (i32, Vec<String>) {
        let reserved = if self.superuser { 0 } else { self.reserved };
        let needed = wanted.saturating_add(reserved);
        let mut limits = vec![(
            self.max_connections.saturating_sub(reserved),
            format!("ALTER SYSTEM SET max_connections TO {needed}` and restart the server"),
        )];
        if !self.superuser {
            let login = quoted(&self.login);
            let database = quoted(&self.database);
            limits.push((
                self.limit_of_login,
                format!("ALTER ROLE {login} CONNECTION LIMIT {wanted}`"),
            ));
            limits.push((
                self.limit_of_database,
                format!("ALTER DATABASE {database} CONNECTION LIMIT {wanted}`"),
            ));
        }
        limits.retain(|(limit, _)| (0..wanted).contains(limit));
        let room = limits.iter().map(|&(limit, _)| limit).min();
        let fixes = limits.into_iter().map(|(_, fix)| format!("run `{fix}"));
        (room.unwrap_or(wanted), fixes.collect())
    }
}

/// Checks the address of the pools, beside the connection that looks at the database for the
/// migrations: whether it is the same database, whether the server takes as many connections, and
/// whether its sessions can be set up for a plugin.
pub(super) fn check_pools(
    settings: &Settings,
    pg: &mut PgConnection,
    link: Link,
) -> Result<(), RunError> {
    link.report_plain(settings.migration_address());
    if settings.migration_address.is_none() {
        return check(settings, pg, &link).map_err(RunError::Server);
    }
    let mut pg = settings.address.connect()?;
    let pools = look(&mut pg, settings, Link::ask)?;
    pools.report_plain(&settings.address);
    if pools.identity != link.identity {
        return Err(RunError::Server(ServerError::OtherDatabase {
            pools: pools.database,
            migrations: link.database,
        }));
    }
    check(settings, &mut pg, &pools).map_err(RunError::Server)
}

fn check(settings: &Settings, pg: &mut PgConnection, link: &Link) -> Result<(), ServerError> {
    let wanted = i32::try_from(settings.workers).unwrap_or(i32::MAX);
    let (room, fixes) = link.room(wanted);
    let is_full = room < wanted;
    // Behind a pooler that hands sessions on, the host has as many clients as it likes.
    let is_shared =
        (is_full || settings.sets_sessions) && sessions::are_shared(&settings.address, pg)?;
    if is_shared && settings.sets_sessions {
        return Err(ServerError::SharedSessionsOfPlugins);
    }
    if is_full && !is_shared {
        return Err(ServerError::TooFewConnections {
            wanted,
            room,
            fixes,
        });
    }
    Ok(())
}

/// Refuses to run migrations where sessions are handed on, after [`check_pools`].
pub(super) fn check_migrations_of_boot(
    settings: &Settings,
    pg: &mut PgConnection,
) -> Result<(), ServerError> {
    // Then the sessions were compared there.
    if settings.sets_sessions && settings.migration_address.is_none() {
        return Ok(());
    }
    check_migrations(settings, pg)
}

/// Refuses to run migrations where sessions are handed on.
pub(super) fn check_migrations(
    settings: &Settings,
    pg: &mut PgConnection,
) -> Result<(), ServerError> {
    if sessions::are_shared(settings.migration_address(), pg)? {
        return Err(ServerError::SharedSessions);
    }
    Ok(())
}
