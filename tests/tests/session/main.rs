//! ISO-15: sessions, connections and pools, on a real PostgreSQL.

mod answers;
mod drill;
mod healing;
mod limits;
mod locks;
mod passwords;
mod plain;
mod poolers;

use auth::Auth;
use schema_iso_tests::host::{Host, HostBuilder, SafeConnection};
use schema_iso_tests::{Admin, Plugin, TestDatabase};

/// An address of somebody who is registered.
const KNOWN: &str = "user1@example.org";

schema_iso_tests::plugin!(Other, "session-other");
schema_iso_tests::plugin!(Third, "session-third");

/// A host of three plugins, one of which has rows.
fn host(database: &TestDatabase, change: impl FnOnce(HostBuilder) -> HostBuilder) -> Host {
    let host = database
        .host(|builder| {
            change(builder)
                .register(Auth)
                .register(Other)
                .register(Third)
        })
        .unwrap();
    Admin::of(database).run(
        "INSERT INTO plugin_auth.users (email, display_name) \
         SELECT 'user' || n || '@example.org', repeat('x', 2000) FROM generate_series(1, 2000) n \
         ON CONFLICT DO NOTHING",
    );
    host
}

fn one(builder: HostBuilder) -> HostBuilder {
    builder.pool(|pool| pool.max_size(1))
}

/// Runs a statement that Diesel prepares by name and keeps.
fn knows_user(connection: &mut SafeConnection<Auth>) -> Result<bool, String> {
    auth::users::is_registered(connection, KNOWN).map_err(|error| format!("{error:?}"))
}

/// The process of the server behind a connection.
fn pid<P: Plugin>(connection: &mut SafeConnection<P>) -> i32 {
    use diesel::prelude::*;

    let raw = schema_iso_query::door::raw_connection(connection).unwrap();
    diesel::select(diesel::dsl::sql::<diesel::sql_types::Integer>(
        "pg_backend_pid()",
    ))
    .get_result(raw)
    .unwrap()
}
