//! Transactions, errors and COPY.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use crate::Conn;
use crate::schema::*;

programs! {
    committed_transaction: "transaction";
    rolled_back_transaction: "transaction";
    nested_transactions: "transaction";
    transaction_with_own_error: "transaction", "errors";
    rolled_back_on_purpose: "transaction";
    built_transactions(outermost): "build-transaction";
    refused_in_a_transaction: "build-transaction", "errors";
    tested_transaction(outermost): "test-transaction";
    unique_violation: "errors";
    foreign_key_violation: "errors";
    not_null_violation: "errors", "insert-default-values";
    wrong_type_of_a_row: "errors";
    nothing_found: "errors", "optional";
    copied_from_structs: "copy-from";
    copied_from_tuples: "copy-from";
    copied_from_text: "copy-from";
    copied_to_structs: "copy-to";
    copied_to_text: "copy-to";
}

fn add(conn: &mut Conn, title: &str) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(groups::title.eq(title))
        .execute(conn)
}

fn titles(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn committed_transaction(conn: &mut Conn) -> QueryResult<Vec<String>> {
    conn.transaction(|conn| {
        add(conn, "a")?;
        add(conn, "b")
    })?;
    titles(conn)
}

fn rolled_back_transaction(conn: &mut Conn) -> QueryResult<(String, Vec<String>)> {
    let outcome = conn.transaction(|conn| {
        add(conn, "a")?;
        add(conn, "tools")
    });
    Ok((format!("{outcome:?}"), titles(conn)?))
}

fn nested_transactions(conn: &mut Conn) -> QueryResult<(bool, Vec<String>)> {
    let inner_failed = conn.transaction::<_, Error, _>(|conn| {
        add(conn, "a")?;
        let inner = conn.transaction::<(), Error, _>(|conn| {
            add(conn, "b")?;
            conn.transaction::<_, Error, _>(|conn| add(conn, "c"))?;
            Err(Error::RollbackTransaction)
        });
        add(conn, "d")?;
        Ok(inner.is_err())
    })?;
    Ok((inner_failed, titles(conn)?))
}

#[derive(Debug)]
#[expect(dead_code, reason = "read through `Debug`")]
enum Refusal {
    TooMany(i64),
    Database(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

fn transaction_with_own_error(conn: &mut Conn) -> QueryResult<(String, Vec<String>)> {
    let outcome: Result<(), Refusal> = conn.transaction(|conn| {
        add(conn, "a")?;
        Err(Refusal::TooMany(groups::table.count().get_result(conn)?))
    });
    Ok((format!("{outcome:?}"), titles(conn)?))
}

fn rolled_back_on_purpose(conn: &mut Conn) -> QueryResult<(bool, Vec<String>)> {
    let outcome: QueryResult<()> = conn.transaction(|conn| {
        add(conn, "a")?;
        Err(Error::RollbackTransaction)
    });
    Ok((outcome == Err(Error::RollbackTransaction), titles(conn)?))
}

fn refused_in_a_transaction(conn: &mut Conn) -> QueryResult<(String, Vec<String>)> {
    let outcome = conn
        .build_transaction()
        .read_write()
        .serializable()
        .deferrable()
        .run(|conn| add(conn, "a"));
    Ok((format!("{outcome:?}"), titles(conn)?))
}

fn built_transactions(conn: &mut Conn) -> QueryResult<(i64, String, i64, i64)> {
    let count = |conn: &mut Conn| groups::table.count().get_result::<i64>(conn);
    let read_only = conn
        .build_transaction()
        .read_only()
        .serializable()
        .deferrable()
        .run(count)?;
    let refused = conn
        .build_transaction()
        .read_only()
        .run(|conn| add(conn, "a"));
    Ok((
        read_only,
        violation(refused),
        conn.build_transaction()
            .read_write()
            .repeatable_read()
            .not_deferrable()
            .run(count)?,
        conn.build_transaction().read_committed().run(count)?,
    ))
}

fn tested_transaction(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let inside = conn.test_transaction::<_, Error, _>(|conn| {
        diesel::insert_into(groups::table)
            .values((groups::id.eq(50), groups::title.eq("a")))
            .execute(conn)?;
        titles(conn)
    });
    Ok((inside, titles(conn)?))
}

/// What of a violation a program can tell.
fn violation<T: core::fmt::Debug>(outcome: QueryResult<T>) -> String {
    match outcome {
        Err(Error::DatabaseError(kind, information)) => format!(
            "{kind:?} {} {:?} {:?} {:?} {:?}",
            information.message(),
            information.details(),
            information.table_name(),
            information.column_name(),
            information.constraint_name(),
        ),
        other => format!("{other:?}"),
    }
}

fn unique_violation(conn: &mut Conn) -> QueryResult<(String, bool)> {
    let outcome = conn.transaction(|conn| add(conn, "tools"));
    let known = matches!(
        &outcome,
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
    );
    Ok((violation(outcome), known))
}

fn foreign_key_violation(conn: &mut Conn) -> QueryResult<(String, String)> {
    let inserted = conn.transaction(|conn| {
        diesel::insert_into(memberships::table)
            .values((memberships::group_id.eq(99), memberships::member.eq("x")))
            .execute(conn)
    });
    let deleted = conn.transaction(|conn| diesel::delete(groups::table.find(1)).execute(conn));
    Ok((violation(inserted), violation(deleted)))
}

fn not_null_violation(conn: &mut Conn) -> QueryResult<String> {
    let outcome = conn.transaction(|conn| {
        diesel::insert_into(groups::table)
            .default_values()
            .execute(conn)
    });
    Ok(violation(outcome))
}

fn wrong_type_of_a_row(conn: &mut Conn) -> QueryResult<String> {
    let outcome = conn.transaction(|conn| {
        items::table
            .select(
                items::name
                    .concat("x")
                    .fallible_cast::<diesel::sql_types::Integer>(),
            )
            .load::<i32>(conn)
    });
    Ok(violation(outcome))
}

fn nothing_found(conn: &mut Conn) -> QueryResult<(String, Option<String>)> {
    let outcome = groups::table.find(99).first::<Group>(conn);
    Ok((
        format!("{outcome:?}"),
        groups::table
            .filter(groups::title.eq("none"))
            .select(groups::title)
            .get_result(conn)
            .optional()?,
    ))
}

#[derive(Insertable)]
#[diesel(table_name = groups)]
#[diesel(treat_none_as_default_value = false)]
struct CopiedGroup {
    title: &'static str,
    parent_id: Option<i64>,
}

fn copied_from_structs(conn: &mut Conn) -> QueryResult<(usize, Vec<String>)> {
    let rows =
        [("a", Some(1)), ("b", None)].map(|(title, parent_id)| CopiedGroup { title, parent_id });
    let copied = diesel::copy_from(groups::table)
        .from_insertable(Vec::from(rows))
        .execute(conn)?;
    Ok((copied, titles(conn)?))
}

fn copied_from_tuples(conn: &mut Conn) -> QueryResult<(usize, Vec<String>)> {
    let copied = diesel::copy_from(groups::table)
        .from_insertable(vec![
            (groups::id.eq(50), groups::title.eq("a")),
            (groups::id.eq(51), groups::title.eq("b")),
        ])
        .execute(conn)?;
    Ok((copied, titles(conn)?))
}

fn copied_from_text(conn: &mut Conn) -> QueryResult<(usize, Vec<String>)> {
    use diesel::pg::CopyFormat;
    let copied = diesel::copy_from(groups::table)
        .from_raw_data((groups::id, groups::title), |copy| {
            copy.write_all(b"50,a\n51,b\n")
                .map_err(|error| Error::SerializationError(Box::new(error)))
        })
        .with_format(CopyFormat::Csv)
        .execute(conn)?;
    Ok((copied, titles(conn)?))
}

fn copied_to_structs(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    diesel::copy_to(groups::table)
        .load::<Group, _>(conn)?
        .collect()
}

fn copied_to_text(conn: &mut Conn) -> QueryResult<String> {
    use diesel::pg::CopyFormat;
    use std::io::Read as _;
    let mut text = String::new();
    diesel::copy_to(groups::table)
        .with_format(CopyFormat::Csv)
        .with_header(true)
        .load_raw(conn)?
        .read_to_string(&mut text)
        .map_err(|error| Error::DeserializationError(Box::new(error)))?;
    Ok(text)
}
