//! INSERT of what other queries yield.

use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    insert_expressions: "insert-expression", "arithmetic";
    insert_a_subselect: "insert-subselect", "single-value";
    insert_subselects_in_a_batch: "insert-subselect", "insert-batch";
    insert_from_select: "insert-select";
    insert_from_select_the_other_way_round: "insert-select";
    insert_from_join_and_group: "insert-select", "inner-join", "group-by";
    insert_from_boxed: "insert-select", "boxed";
    insert_from_union: "insert-select", "union";
    insert_from_a_whole_table: "insert-select", "table";
}

fn insert_expressions(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values((
            groups::id.eq(40_i64.into_sql::<diesel::sql_types::BigInt>() + 2),
            groups::title.eq("a".into_sql::<diesel::sql_types::Text>().concat("b")),
        ))
        .get_result(conn)
}

fn insert_a_subselect(conn: &mut Conn) -> QueryResult<Group> {
    diesel::insert_into(groups::table)
        .values((
            groups::title.eq(items::table
                .filter(items::quantity.eq(7))
                .select(items::name)
                .single_value()
                .assume_not_null()),
            groups::parent_id.eq(groups::table.select(max(groups::id)).single_value()),
        ))
        .get_result(conn)
}

fn insert_subselects_in_a_batch(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    let title = |number| {
        items::table
            .order(items::id)
            .offset(number)
            .select(items::name)
            .single_value()
            .assume_not_null()
    };
    diesel::insert_into(groups::table)
        .values(vec![groups::title.eq(title(0)), groups::title.eq(title(1))])
        .get_results(conn)
}

fn insert_from_select(conn: &mut Conn) -> QueryResult<Vec<Membership>> {
    diesel::insert_into(memberships::table)
        .values(
            reviews::table
                .inner_join(items::table)
                .filter(reviews::author.ne("ada"))
                .order(reviews::id)
                .select((items::group_id, reviews::author))
                .filter(items::group_id.ne(2)),
        )
        .into_columns((memberships::group_id, memberships::member))
        .on_conflict_do_nothing()
        .get_results(conn)
}

fn insert_from_select_the_other_way_round(conn: &mut Conn) -> QueryResult<usize> {
    items::table
        .select((items::group_id, items::name))
        .insert_into(memberships::table)
        .into_columns((memberships::group_id, memberships::member))
        .execute(conn)
}

fn insert_from_join_and_group(conn: &mut Conn) -> QueryResult<Vec<(i64, String)>> {
    groups::table
        .inner_join(items::table)
        .group_by((groups::id, groups::title))
        .having(count_star().gt(1))
        .select((groups::id, groups::title))
        .insert_into(memberships::table)
        .into_columns((memberships::group_id, memberships::member))
        .returning((memberships::group_id, memberships::member))
        .get_results(conn)
}

fn insert_from_boxed(conn: &mut Conn) -> QueryResult<usize> {
    let query = items::table
        .select(items::name)
        .into_boxed()
        .filter(items::active.eq(true));
    diesel::insert_into(groups::table)
        .values(query)
        .into_columns(groups::title)
        .execute(conn)
}

fn insert_from_union(conn: &mut Conn) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(
            items::table
                .select(items::name)
                .union(reviews::table.select(reviews::author)),
        )
        .into_columns(groups::title)
        .execute(conn)
}

fn insert_from_a_whole_table(conn: &mut Conn) -> QueryResult<usize> {
    diesel::insert_into(memberships::table)
        .values(memberships::table.filter(memberships::member.eq("none")))
        .execute(conn)?;
    diesel::delete(memberships::table).execute(conn)?;
    diesel::insert_into(memberships::table)
        .values(items::table.select((items::group_id, items::name, items::name)))
        .execute(conn)
}
