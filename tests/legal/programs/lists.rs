//! `IN` and `NOT IN`, of values and of subselects.

use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    in_a_list: "in-list";
    in_an_empty_list: "in-list";
    in_a_list_of_expressions: "in-list";
    not_in_a_list: "in-list";
    in_a_subselect: "in-subselect";
    not_in_a_subselect: "in-subselect";
    in_a_subselect_of_the_same_table: "in-subselect", "alias";
    in_a_subselect_with_nulls: "in-subselect", "null-tests";
}

diesel::alias!(items as others: Others);

fn in_a_list(conn: &mut Conn) -> QueryResult<(Vec<i64>, Vec<i64>, Vec<String>)> {
    let ids = vec![1, 3];
    Ok((
        groups::table
            .filter(groups::id.eq_any(&ids))
            .select(groups::id)
            .load(conn)?,
        groups::table
            .filter(groups::id.eq_any([2, 4]))
            .select(groups::id)
            .load(conn)?,
        groups::table
            .filter(groups::title.eq_any(vec!["saws", "none"]))
            .select(groups::title)
            .load(conn)?,
    ))
}

fn in_an_empty_list(conn: &mut Conn) -> QueryResult<(Vec<Group>, i64)> {
    Ok((
        groups::table
            .filter(groups::id.eq_any(Vec::<i64>::new()))
            .load(conn)?,
        groups::table
            .filter(groups::id.ne_all(Vec::<i64>::new()))
            .count()
            .get_result(conn)?,
    ))
}

fn in_a_list_of_expressions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter((items::quantity + 1).eq_any([1, 6]))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn not_in_a_list(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::status.ne_all(vec![Status::Draft, Status::SoldOut]))
        .filter(items::name.ne_all(["hand saw"]))
        .select(items::name)
        .load(conn)
}

fn in_a_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(groups::id.eq_any(items::table.select(items::group_id)))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn not_in_a_subselect(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(groups::id.ne_all(items::table.filter(items::active).select(items::group_id)))
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}

fn in_a_subselect_of_the_same_table(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(
            items::group_id.eq_any(
                others
                    .filter(others.field(items::name).eq("hand saw"))
                    .select(others.field(items::group_id)),
            ),
        )
        .select(items::name)
        .order(items::id)
        .load(conn)
}

fn in_a_subselect_with_nulls(conn: &mut Conn) -> QueryResult<Vec<String>> {
    groups::table
        .filter(
            groups::parent_id.eq_any(
                memberships::table
                    .filter(memberships::role.eq("owner"))
                    .select(memberships::group_id.nullable()),
            ),
        )
        .select(groups::title)
        .order(groups::id)
        .load(conn)
}
