//! Answers of the server that a plugin does not read, or not to their end.

use std::io::{BufRead, Read};
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use auth::Auth;
use auth::schema::{User, users};
use schema_iso_diesel::connection::DefaultLoadingMode;
use schema_iso_diesel::pg::PgRowByRowLoadingMode;
use schema_iso_diesel::prelude::*;
use schema_iso_diesel::result::Error;
use schema_iso_diesel::{SafeConnection, copy_from, copy_to};
use schema_iso_tests::TestDatabase;
use schema_iso_tests::host::Isolation;

use super::{Other, host, knows_user, one, pid};

type Conn = SafeConnection<Auth>;

const WAYS: &[(&str, fn(&mut Conn))] = &[
    ("a COPY that is read to its end", |conn| {
        let mut text = String::new();
        let mut copy = copy_to(users::table).load_raw(conn).unwrap();
        copy.read_to_string(&mut text).unwrap();
        drop(copy);
        assert_eq!(text.lines().count(), 2000);
    }),
    ("a COPY that is half read", |conn| {
        let mut line = String::new();
        let mut copy = copy_to(users::table).load_raw(conn).unwrap();
        copy.read_line(&mut line).unwrap();
    }),
    ("a COPY that is half read and forgotten", |conn| {
        let mut line = String::new();
        let mut copy = copy_to(users::table).load_raw(conn).unwrap();
        copy.read_line(&mut line).unwrap();
        mem::forget(copy);
    }),
    ("a COPY that is not read", |conn| {
        drop(copy_to(users::table).load_raw(conn).unwrap());
    }),
    ("a COPY that is not read and forgotten", |conn| {
        mem::forget(copy_to(users::table).load_raw(conn).unwrap());
    }),
    ("rows of a COPY, read to their end", |conn| {
        let rows = copy_to(users::table).load::<User, _>(conn).unwrap();
        assert_eq!(rows.map(Result::unwrap).count(), 2000);
    }),
    ("rows of a COPY, half read", |conn| {
        let mut rows = copy_to(users::table).load::<User, _>(conn).unwrap();
        rows.next().unwrap().unwrap();
    }),
    ("rows of a COPY, forgotten", |conn| {
        let mut rows = copy_to(users::table).load::<User, _>(conn).unwrap();
        rows.next().unwrap().unwrap();
        mem::forget(rows);
    }),
    ("rows at once, half read", |conn| {
        let rows = users::table.load_iter::<User, DefaultLoadingMode>(conn);
        rows.unwrap().next().unwrap().unwrap();
    }),
    ("rows at once, forgotten", |conn| {
        mem::forget(users::table.load_iter::<User, DefaultLoadingMode>(conn));
    }),
    ("rows one by one, half read", |conn| {
        let rows = users::table.load_iter::<User, PgRowByRowLoadingMode>(conn);
        rows.unwrap().next().unwrap().unwrap();
    }),
    ("rows one by one, half read and forgotten", |conn| {
        let rows = users::table.load_iter::<User, PgRowByRowLoadingMode>(conn);
        let mut rows = rows.unwrap();
        rows.next().unwrap().unwrap();
        mem::forget(rows);
    }),
    ("rows one by one, not read and forgotten", |conn| {
        mem::forget(users::table.load_iter::<User, PgRowByRowLoadingMode>(conn));
    }),
    ("a COPY FROM whose source fails", |conn| {
        let copied = copy_from(users::table)
            .from_raw_data((users::email, users::display_name), |copy| {
                copy.write_all(b"new@example.org\tnew\n").unwrap();
                Err(Error::RollbackTransaction)
            })
            .execute(conn);
        assert!(copied.is_err());
    }),
    ("a COPY FROM whose source panics", |conn| {
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            copy_from(users::table)
                .from_raw_data((users::email, users::display_name), |copy| {
                    copy.write_all(b"new@example.org\tnew\n").unwrap();
                    if true {
                        panic!("for the test");
                    }
                    Ok::<_, Error>(())
                })
                .execute(conn)
        }));
        assert!(thrown.is_err());
    }),
    ("a panic in the middle of rows", |conn| {
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            let rows = users::table.load_iter::<User, PgRowByRowLoadingMode>(conn);
            let first = rows.unwrap().next();
            assert!(first.is_none(), "for the test");
        }));
        assert!(thrown.is_err());
    }),
];

/// A statement that Diesel does not keep, as it has a list of values.
fn counts(conn: &mut Conn) -> QueryResult<i64> {
    users::table
        .filter(users::email.eq_any([super::KNOWN, "nobody@example.org"]))
        .or_filter(users::display_name.eq("new"))
        .count()
        .get_result(conn)
}

#[test]
fn the_next_statement_on_the_same_connection_works() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, one);
    for (name, way) in WAYS {
        for in_transaction in [false, true] {
            let mut conn = host.connect::<Auth>().unwrap();
            assert_eq!(knows_user(&mut conn), Ok(true), "{name}");
            let work = |conn: &mut Conn| {
                way(conn);
                let found = knows_user(conn);
                // A COPY FROM that fails aborts the transaction; that is PostgreSQL's rule.
                if in_transaction && name.starts_with("a COPY FROM") {
                    assert!(found.is_err(), "{name}: {found:?}");
                    return;
                }
                assert_eq!(found, Ok(true), "{name}");
                way(conn);
                assert_eq!(counts(conn), Ok(1), "{name}");
            };
            if in_transaction {
                let rolled_back: QueryResult<()> = conn.transaction(|conn| {
                    work(conn);
                    Err(Error::RollbackTransaction)
                });
                assert_eq!(rolled_back, Err(Error::RollbackTransaction), "{name}");
            } else {
                work(&mut conn);
            }
            assert_eq!(knows_user(&mut conn), Ok(true), "{name}");
        }
    }
}

#[test]
fn the_next_user_of_the_pool_does_not_notice() {
    let database = TestDatabase::create().unwrap();
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let host = host(&database, |builder| one(builder).isolation(isolation));
        for (name, way) in WAYS {
            let mut conn = host.connect::<Auth>().unwrap();
            assert_eq!(knows_user(&mut conn), Ok(true), "{name}");
            way(&mut conn);
            drop(conn);
            let mut conn = host.connect::<Auth>().unwrap();
            assert_eq!(counts(&mut conn), Ok(1), "{name}");
            assert_eq!(knows_user(&mut conn), Ok(true), "{name}");
            way(&mut conn);
            drop(conn);
            let mut other = host.connect::<Other>().unwrap();
            assert!(pid(&mut other) > 0, "{name}");
        }
    }
}

#[test]
fn a_copy_that_was_read_keeps_its_connection() {
    let database = TestDatabase::create().unwrap();
    let host = host(&database, one);
    let (_, read) = WAYS[0];
    let mut conn = host.connect::<Auth>().unwrap();
    let before = pid(&mut conn);
    read(&mut conn);
    drop(conn);
    assert_eq!(pid(&mut host.connect::<Auth>().unwrap()), before);
    read(&mut host.connect::<Auth>().unwrap());
    assert_eq!(pid(&mut host.connect::<Other>().unwrap()), before);
}

/// How a transaction can be left open when its connection goes back.
const LEFT_OPEN: &[(&str, fn(&mut Conn))] = &[
    ("a test transaction", |conn| {
        conn.begin_test_transaction().unwrap();
    }),
    ("a test transaction that is aborted", |conn| {
        conn.begin_test_transaction().unwrap();
        assert!(register(conn, super::KNOWN).is_err());
    }),
    ("an open transaction", |conn| {
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            conn.transaction(|_| -> QueryResult<()> { panic!("for the test") })
        }));
        assert!(thrown.is_err());
    }),
    ("an aborted transaction", |conn| {
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            conn.transaction(|conn| -> QueryResult<()> {
                assert!(register(conn, super::KNOWN).is_err());
                panic!("for the test")
            })
        }));
        assert!(thrown.is_err());
    }),
    ("a transaction in a test transaction", |conn| {
        conn.begin_test_transaction().unwrap();
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            conn.build_transaction()
                .run(|_| -> QueryResult<()> { panic!("for the test") })
        }));
        assert!(thrown.is_ok_and(|result| result == Err(Error::AlreadyInTransaction)));
    }),
];

fn register(conn: &mut Conn, email: &str) -> QueryResult<User> {
    auth::users::register(conn, email, "new", auth::schema::Role::Member, "hash")
}

#[test]
fn an_open_transaction_does_not_go_back() {
    let database = TestDatabase::create().unwrap();
    let mut admin = schema_iso_tests::Admin::of(&database);
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let host = host(&database, |builder| one(builder).isolation(isolation));
        for (number, (name, leave_open)) in LEFT_OPEN.iter().enumerate() {
            let mut conn = host.connect::<Auth>().unwrap();
            let before = pid(&mut conn);
            leave_open(&mut conn);
            drop(conn);
            let mut conn = host.connect::<Auth>().unwrap();
            assert_ne!(pid(&mut conn), before, "{name}");
            let email = format!("kept{number}@{isolation:?}");
            register(&mut conn, &email).unwrap();
            drop(conn);
            let kept = format!("SELECT count(*) FROM plugin_auth.users WHERE email = '{email}'");
            assert_eq!(admin.text(&kept), "1", "{name}");
        }
    }
}
