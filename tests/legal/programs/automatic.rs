//! `#[auto_type]`, which finds the type of a query by the names of its methods.

use diesel::dsl::{self, auto_type};
use diesel::pg::Pg;
use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    auto_typed_clauses: "auto-type", "distinct-on", "limit-offset", "locking";
    auto_typed_grouping: "auto-type", "group-by", "having";
    auto_typed_subselects: "auto-type", "in-subselect", "single-value", "array-subselect";
    auto_typed_aggregates: "auto-type", "aggregate-options";
    auto_typed_windows: "auto-type", "window", "window-frame";
    auto_typed_operators: "auto-type", "comparison", "text", "null-tests";
    auto_typed_array_operators: "auto-type", "array-operators";
    auto_typed_json_operators: "auto-type", "jsonb-operators";
    auto_typed_range_operators: "auto-type", "range-operators";
    auto_typed_boxes: "auto-type", "boxed";
    auto_typed_set_operations: "auto-type", "union", "intersect";
    auto_typed_without_from: "auto-type", "select-without-from";
    auto_typed_cases: "auto-type", "case-when", "cast";
    auto_typed_insert: "auto-type", "insert-tuple";
    auto_typed_update: "auto-type", "update";
    auto_typed_delete: "auto-type", "delete";
    auto_typed_columns: "auto-type", "distinct", "null-tests";
}

#[auto_type]
fn first_of_each_group() -> _ {
    items::table
        .distinct_on(items::group_id)
        .order_by((items::group_id, items::name.desc()))
        .select(items::name)
        .limit(5_i64)
        .offset(1_i64)
}

#[auto_type]
fn locked() -> _ {
    groups::table.find(1_i64).for_update().skip_locked()
}

fn auto_typed_clauses(conn: &mut Conn) -> QueryResult<(Vec<String>, Group)> {
    Ok((
        first_of_each_group().load(conn)?,
        locked().get_result(conn)?,
    ))
}

#[auto_type]
fn big_groups() -> _ {
    items::table
        .group_by(items::group_id)
        .having(dsl::count(items::id).gt(1_i64))
        .select((items::group_id, dsl::count(items::tally), dsl::count_star()))
        .order(items::group_id.asc())
}

fn auto_typed_grouping(conn: &mut Conn) -> QueryResult<Vec<(i64, i64, i64)>> {
    big_groups().load(conn)
}

#[auto_type]
fn with_subselects() -> _ {
    let ids = groups::table
        .filter(groups::title.ne("x"))
        .select(groups::id);
    let others = memberships::table.select(memberships::group_id);
    let title = groups::table
        .filter(groups::id.eq(items::group_id))
        .select(groups::title)
        .single_value();
    items::table
        .filter(items::group_id.eq_any(ids))
        .filter(items::group_id.ne_all(others))
        .filter(dsl::not(dsl::exists(reviews::table.filter(
            reviews::item_id.eq(items::id).and(reviews::stars.gt(4_i32)),
        ))))
        .select((items::name, title))
        .order(items::id)
}

fn auto_typed_subselects(conn: &mut Conn) -> QueryResult<Vec<(String, Option<String>)>> {
    with_subselects().load(conn)
}

#[auto_type]
fn aggregated() -> _ {
    items::table.select((
        dsl::count(items::group_id).aggregate_distinct(),
        dsl::count(items::quantity).aggregate_filter(items::active.eq(true)),
    ))
}

fn auto_typed_aggregates(conn: &mut Conn) -> QueryResult<(i64, i64)> {
    aggregated().get_result(conn)
}

#[auto_type]
fn windowed() -> _ {
    items::table
        .select((
            items::name,
            dsl::count(items::quantity).over(),
            dsl::rank()
                .partition_by(items::group_id)
                .window_order(items::quantity.desc()),
        ))
        .order(items::id)
}

fn auto_typed_windows(conn: &mut Conn) -> QueryResult<Vec<(String, i64, i64)>> {
    windowed().load(conn)
}

#[auto_type]
fn matches<'a>(name: &'a str) -> _ {
    let by_name = items::name.like(name).or(items::name.ilike(name));
    let by_number = items::quantity.between(0_i32, 9_i32);
    let by_null = items::tally
        .is_null()
        .or(items::tally.is_distinct_from(7_i16));
    by_name
        .and(by_number)
        .and(by_null)
        .and(items::name.concat("!").ne("!"))
}

fn auto_typed_operators(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(matches("%saw"))
        .or_filter(matches("%hammer"))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

#[auto_type]
fn tagged<'a>(tags: Vec<&'a str>, others: Vec<&'a str>) -> _ {
    items::tags
        .contains(tags)
        .or(items::tags.overlaps_with(others))
}

fn auto_typed_array_operators(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(tagged(vec!["wood"], vec!["new"]))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

#[auto_type]
fn coloured<'a>(color: &'a str) -> _ {
    items::attributes
        .has_key("color")
        .and(items::attributes.retrieve_as_text("color").eq(color))
}

fn auto_typed_json_operators(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(coloured("red"))
        .select(items::name)
        .order(items::id)
        .load(conn)
}

#[auto_type]
fn sized() -> _ {
    items::quantity
        .is_contained_by_range(items::sizes)
        .or(items::sizes.overlaps_with(items::sizes))
}

fn auto_typed_range_operators(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(sized())
        .select(items::name)
        .order(items::id)
        .load(conn)
}

#[auto_type]
fn boxed<'a>() -> _ {
    let query: items::BoxedQuery<'a, Pg> = items::table.into_boxed();
    query
}

#[auto_type]
fn boxed_names<'a>() -> _ {
    items::table.select(items::name).into_boxed::<'a, Pg>()
}

fn auto_typed_boxes(conn: &mut Conn) -> QueryResult<(Vec<Item>, Vec<String>)> {
    Ok((
        boxed().filter(items::quantity.eq(5)).load(conn)?,
        boxed_names().order(items::name).load(conn)?,
    ))
}

#[auto_type]
fn people() -> _ {
    let authors = reviews::table.select(reviews::author);
    let members = memberships::table.select(memberships::member);
    authors.union(members)
}

#[auto_type]
fn members_who_write() -> _ {
    let authors = reviews::table.select(reviews::author);
    let members = memberships::table.select(memberships::member);
    authors.intersect(members)
}

fn auto_typed_set_operations(conn: &mut Conn) -> QueryResult<(Vec<String>, usize)> {
    let mut people: Vec<String> = people().load(conn)?;
    people.sort();
    Ok((people, members_who_write().load::<String>(conn)?.len()))
}

#[auto_type]
fn is_there<'a>(title: &'a str) -> _ {
    dsl::select(dsl::exists(groups::table.filter(groups::title.eq(title))))
}

fn auto_typed_without_from(conn: &mut Conn) -> QueryResult<(bool, bool)> {
    Ok((
        is_there("saws").get_result(conn)?,
        is_there("x").get_result(conn)?,
    ))
}

#[auto_type]
fn rank() -> _ {
    dsl::case_when(items::quantity.gt(4_i32), items::quantity)
        .when(items::quantity.gt(0_i32), items::quantity * 2_i32)
        .otherwise(items::quantity + 1_i32)
}

fn auto_typed_cases(conn: &mut Conn) -> QueryResult<Vec<i32>> {
    items::table.select(rank()).order(items::id).load(conn)
}

#[auto_type]
fn insertion() -> _ {
    dsl::insert_into(groups::table)
}

fn auto_typed_insert(conn: &mut Conn) -> QueryResult<Group> {
    insertion().values(groups::title.eq("x")).get_result(conn)
}

#[auto_type]
fn update_of(id: i64) -> _ {
    dsl::update(groups::table.find(id))
}

fn auto_typed_update(conn: &mut Conn) -> QueryResult<Group> {
    update_of(1).set(groups::title.eq("x")).get_result(conn)
}

#[auto_type]
fn deletion(id: i64) -> _ {
    dsl::delete(reviews::table.find(id))
}

fn auto_typed_delete(conn: &mut Conn) -> QueryResult<Review> {
    deletion(1).get_result(conn)
}

#[auto_type]
fn titles() -> _ {
    groups::table
        .select((groups::title, groups::parent_id.nullable()))
        .distinct()
}

fn auto_typed_columns(conn: &mut Conn) -> QueryResult<Vec<(String, Option<i64>)>> {
    titles().order(groups::title).load(conn)
}
