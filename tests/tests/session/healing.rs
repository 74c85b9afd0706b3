//! What another program does to the database costs one failed query, and not all that follow.

use auth::Auth;
use auth::schema::{Role, User, users};
use schema_iso_diesel::SafeConnection;
use schema_iso_diesel::prelude::*;
use schema_iso_tests::{Admin, TestDatabase};

use super::{KNOWN, host, knows_user, one, pid};

type Query = fn(&mut SafeConnection<Auth>) -> QueryResult<usize>;

/// Changes of another program, and a query that they disturb.
const CHANGES: &[(&str, Query)] = &[
    // "cache lookup failed for type"
    (
        "ALTER TABLE users ALTER role DROP DEFAULT, ALTER role TYPE text; \
         DROP TYPE role; CREATE TYPE role AS ENUM ('member', 'editor', 'admin', 'guest'); \
         ALTER TABLE users ALTER role TYPE role USING role::role, ALTER role SET DEFAULT 'member'",
        with_role,
    ),
    // "cached plan must not change result type"
    (
        "ALTER TABLE users ALTER email TYPE varchar(3000)",
        all_columns,
    ),
    ("ALTER TABLE users ALTER email TYPE text", all_columns),
];

fn with_role(conn: &mut SafeConnection<Auth>) -> QueryResult<usize> {
    let users: Vec<User> = users::table
        .filter(users::role.eq(Role::Member))
        .filter(users::email.eq(KNOWN))
        .load(conn)?;
    Ok(users.len())
}

fn all_columns(conn: &mut SafeConnection<Auth>) -> QueryResult<usize> {
    let users: Vec<User> = users::table.filter(users::email.eq(KNOWN)).load(conn)?;
    Ok(users.len())
}

#[test]
fn a_changed_type_costs_one_query_on_a_connection_that_is_held() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("SET search_path TO plugin_auth");
    let host = host(&database, one);
    let mut conn = host.connect::<Auth>().unwrap();
    let before = pid(&mut conn);
    let in_transaction = |conn: &mut SafeConnection<Auth>, query: Query| conn.transaction(query);
    let plainly = |conn: &mut SafeConnection<Auth>, query: Query| query(conn);
    for run in [plainly as fn(&mut _, Query) -> _, in_transaction] {
        for (change, query) in CHANGES {
            assert_eq!(run(&mut conn, *query), Ok(1), "{change}");
            admin.run(change);
            let failed = (0..5).filter(|_| run(&mut conn, *query).is_err()).count();
            assert_eq!(failed, 1, "{change}");
            assert_eq!(run(&mut conn, *query), Ok(1), "{change}");
        }
    }
    assert_eq!(pid(&mut conn), before);
}

#[test]
fn a_changed_type_costs_one_query_through_the_pool() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("SET search_path TO plugin_auth");
    let host = host(&database, one);
    for (change, query) in CHANGES {
        let work = || query(&mut host.connect::<Auth>().unwrap());
        assert_eq!(work(), Ok(1), "{change}");
        admin.run(change);
        let failed = (0..5).filter(|_| work().is_err()).count();
        assert_eq!(failed, 1, "{change}");
    }
}

#[test]
fn a_connection_that_is_held_does_not_collect_statements_of_failed_queries() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, |builder| {
        builder.pool(|pool| pool.max_size(1).max_prepared_statements(10))
    });
    let mut conn = host.connect::<Auth>().unwrap();
    let prepared = |conn: &mut SafeConnection<Auth>| -> i64 {
        use diesel::prelude::*;

        let raw = schema_iso_query::door::raw_connection(conn).unwrap();
        let count = "(SELECT count(*) FROM pg_prepared_statements)";
        diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(count))
            .get_result(raw)
            .unwrap()
    };
    for _ in 0..20 {
        assert_eq!(knows_user(&mut conn), Ok(true));
        all_columns(&mut conn).unwrap();
        // A failure of no kind that Diesel has a name for.
        let long = "x".repeat(300);
        let changed = schema_iso_diesel::update(users::table.filter(users::email.eq(KNOWN)))
            .set(users::email.eq(long))
            .execute(&mut conn);
        assert!(changed.is_err());
    }
    let left = prepared(&mut conn);
    // The bound, and what the last turn has prepared.
    assert!(left <= 13, "{left}");
}
