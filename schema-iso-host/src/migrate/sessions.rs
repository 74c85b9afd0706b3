//! Whether the host has its sessions to itself.
//!
//! A pooler in transaction mode (PgBouncer, Odyssey, PgCat, RDS Proxy) gives each transaction
//! of a client another session. What is set there reaches the next client, and a lock stays with
//! a session that the client does not get again. No pooler says so, so the sessions are compared.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::error::{ServerError, SqlError};
use crate::address::Address;

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

/// Whether sessions are handed on between the transactions of a client.
///
/// Two connections that take turns have two processes of the server, and always the same, unless
/// sessions are handed on. A pooler that prefers the session used last gives both of them the
/// same one; one that takes turns itself gives the first connection two different ones in a row;
/// and with one session there is only that. A wrong "yes" is impossible.
pub(super) fn are_shared(address: &Address, first: &mut PgConnection) -> Result<bool, ServerError> {
    let before = pid(first)?;
    // A login that may have one connection only has the first to be compared with itself.
    let mut second = address.connect().ok();
    let other = second.as_mut().map(pid).transpose()?;
    if other == Some(before) || pid(first)? != before || pid(first)? != before {
        return Ok(true);
    }
    Ok(second.as_mut().map(pid).transpose()? != other)
}

/// The process behind a connection. The statement is not prepared by name, which poolers pass on
/// to any session.
fn pid(pg: &mut PgConnection) -> Result<i32, ServerError> {
    let backend: Backend = diesel::sql_query("SELECT pg_catalog.pg_backend_pid() AS pid")
        .get_result(pg)
        .map_err(|source| ServerError::Query {
            action: "ask for the process behind the connection",
            source: SqlError::from(source),
        })?;
    Ok(backend.pid)
}
