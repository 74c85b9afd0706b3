//! UNION, INTERSECT and EXCEPT.

use diesel::prelude::*;
use diesel::query_dsl::positional_order_dsl::{OrderColumn, PositionalOrderDsl};

use crate::Conn;
use crate::schema::*;

programs! {
    union_of_tables: "union";
    union_with_duplicates: "union";
    intersections: "intersect";
    differences: "except";
    ordered_union: "combine-order-limit", "union";
    page_of_a_union: "combine-order-limit", "union";
    union_of_filtered_and_ordered: "union", "order", "limit-offset";
    union_of_boxed: "union", "boxed";
    union_of_unions: "combine-nested", "intersect", "except";
    union_of_whole_tables: "union", "table";
    union_of_structs: "union", "as-select";
    union_of_an_alias: "union", "alias";
}

diesel::alias!(groups as others: Others);

fn sorted<T: Ord>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort();
    rows
}

fn union_of_tables(conn: &mut Conn) -> QueryResult<Vec<String>> {
    reviews::table
        .select(reviews::author)
        .union(memberships::table.select(memberships::member))
        .load(conn)
        .map(sorted)
}

fn union_with_duplicates(conn: &mut Conn) -> QueryResult<Vec<String>> {
    reviews::table
        .select(reviews::author)
        .union_all(memberships::table.select(memberships::member))
        .load(conn)
        .map(sorted)
}

fn intersections(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let authors = reviews::table.select(reviews::author);
    let members = memberships::table.select(memberships::member);
    Ok((
        sorted(authors.intersect(members).load(conn)?),
        sorted(authors.intersect_all(members).load(conn)?),
    ))
}

fn differences(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let authors = reviews::table.select(reviews::author);
    let members = memberships::table.select(memberships::member);
    Ok((
        sorted(authors.except(members).load(conn)?),
        sorted(authors.except_all(members).load(conn)?),
    ))
}

fn ordered_union(conn: &mut Conn) -> QueryResult<(Vec<(i64, String)>, Vec<(i64, String)>)> {
    let items = items::table.select((items::group_id, items::name));
    let groups = groups::table.select((groups::id, groups::title));
    Ok((
        items.union(groups).positional_order_by(2).load(conn)?,
        items
            .union(groups)
            .positional_order_by((OrderColumn::from(1).desc(), OrderColumn::from(2).asc()))
            .load(conn)?,
    ))
}

fn page_of_a_union(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .select(items::name)
        .union(groups::table.select(groups::title))
        .positional_order_by(1)
        .limit(3)
        .offset(2)
        .load(conn)
}

fn union_of_filtered_and_ordered(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::active.eq(true))
        .order(items::name)
        .limit(1)
        .select(items::name)
        .union(
            groups::table
                .filter(groups::parent_id.is_null())
                .order(groups::title.desc())
                .limit(1)
                .select(groups::title),
        )
        .positional_order_by(1)
        .load(conn)
}

fn union_of_boxed(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let items = items::table.select(items::name).into_boxed();
    let groups = groups::table
        .select(groups::title)
        .into_boxed()
        .filter(groups::id.lt(3));
    items.union(groups).positional_order_by(1).load(conn)
}

fn union_of_unions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let authors = reviews::table.select(reviews::author);
    let members = memberships::table.select(memberships::member);
    authors
        .union(members)
        .except(members.filter(memberships::role.eq("owner")))
        .union(authors.intersect(members))
        .load(conn)
        .map(sorted)
}

fn union_of_whole_tables(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table
        .union(groups::table.filter(groups::id.gt(1)))
        .positional_order_by(1)
        .load(conn)
}

fn union_of_structs(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table
        .select(Group::as_select())
        .filter(groups::id.lt(3))
        .union_all(
            groups::table
                .select(Group::as_select())
                .filter(groups::id.gt(3)),
        )
        .positional_order_by(1)
        .load(conn)
}

fn union_of_an_alias(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    groups::table
        .select(groups::id)
        .union_all(others.select(others.field(groups::id)))
        .positional_order_by(1)
        .load(conn)
}
