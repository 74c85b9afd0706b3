//! Selects from one table.

use diesel::dsl::{count_star, exists, not, select};
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use uuid::Uuid;

use crate::Conn;
use crate::schema::*;

programs! {
    filters_add_up: "filter";
    filter_by_a_nullable_condition: "filter";
    filter_by_a_column: "filter";
    filter_or: "or-filter", "boolean";
    ordered: "order";
    ordered_by_several: "order";
    order_added_later: "order";
    order_replaced: "order";
    order_with_nulls: "order";
    page: "limit-offset";
    distinct_rows: "distinct";
    distinct_on_a_column: "distinct-on";
    distinct_on_several: "distinct-on";
    grouped_by_a_column: "group-by", "aggregate";
    grouped_by_several_columns: "group-by";
    grouped_by_an_expression: "group-by";
    grouped_by_the_primary_key: "group-by";
    groups_that_have: "having", "group-by";
    locked_for_update: "locking";
    locked_in_other_ways: "locking";
    locked_or_skipped: "locking";
    locked_or_refused: "locking";
    only_the_table: "only";
    sample_of_rows: "tablesample";
    boxed_with_filters: "boxed";
    boxed_with_everything: "boxed", "group-by", "having", "distinct-on";
    boxed_by_name: "boxed", "helper-types";
    without_from: "select-without-from";
    without_from_of_several: "select-without-from", "exists";
    counted: "count";
    rows_one_by_one: "load-iter";
    rows_row_by_row: "load-iter";
    first_row: "limit-offset", "optional";
    no_row: "optional";
    all_through_dsl: "dsl-imports";
    columns_and_all_columns: "dsl-imports", "count";
    renamed_column: "select-columns", "dsl-imports";
}

const CLAW: Uuid = Uuid::from_u128(1);

fn filters_add_up(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::active.eq(true))
        .filter(items::quantity.ge(1))
        .filter(items::status.ne(Status::Draft))
        .select(items::name)
        .load(conn)
}

fn filter_by_a_nullable_condition(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::checked)
        .or_filter(items::rating.gt(4.0))
        .select(items::name)
        .load(conn)
}

fn filter_by_a_column(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::active)
        .select(items::name)
        .load(conn)
}

fn filter_or(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .filter(items::name.eq("hand saw"))
        .or_filter(items::quantity.eq(0).and(not(items::name.eq("none"))))
        .or_filter(items::name.eq("x").or(items::name.eq("claw hammer")))
        .select(items::name)
        .load(conn)
}

fn ordered(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .order(items::name.desc())
        .select(items::name)
        .load(conn)
}

fn ordered_by_several(conn: &mut Conn) -> QueryResult<Vec<(i64, String)>> {
    items::table
        .order_by((items::group_id.asc(), items::name.desc(), items::quantity))
        .select((items::group_id, items::name))
        .load(conn)
}

fn order_added_later(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .order(items::active)
        .then_order_by(items::weight.desc())
        .then_order_by((items::name, items::id))
        .select(items::name)
        .load(conn)
}

fn order_replaced(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .order(items::name)
        .order(items::price.desc())
        .select(items::name)
        .load(conn)
}

fn order_with_nulls(conn: &mut Conn) -> QueryResult<Vec<Vec<Option<i16>>>> {
    let tallies = items::table.select(items::tally);
    Ok(vec![
        tallies.order(items::tally.desc().nulls_last()).load(conn)?,
        tallies.order(items::tally.asc().nulls_first()).load(conn)?,
    ])
}

fn page(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .order(items::name)
        .limit(2)
        .offset(1)
        .select(items::name)
        .load(conn)
}

fn distinct_rows(conn: &mut Conn) -> QueryResult<Vec<(Status, bool)>> {
    items::table
        .select((items::status, items::active))
        .distinct()
        .order((items::status, items::active))
        .load(conn)
}

fn distinct_on_a_column(conn: &mut Conn) -> QueryResult<Vec<(i64, String)>> {
    items::table
        .distinct_on(items::group_id)
        .order((items::group_id, items::weight.desc()))
        .select((items::group_id, items::name))
        .load(conn)
}

fn distinct_on_several(conn: &mut Conn) -> QueryResult<Vec<String>> {
    items::table
        .distinct_on((items::group_id, items::active))
        .order_by((items::group_id, items::active, items::name))
        .select(items::name)
        .load(conn)
}

fn grouped_by_a_column(conn: &mut Conn) -> QueryResult<Vec<(i64, i64, Option<i32>)>> {
    items::table
        .group_by(items::group_id)
        .select((
            items::group_id,
            count_star(),
            diesel::dsl::max(items::quantity),
        ))
        .order(items::group_id)
        .load(conn)
}

fn grouped_by_several_columns(conn: &mut Conn) -> QueryResult<Vec<(i64, Status, i64)>> {
    items::table
        .group_by((items::group_id, items::status))
        .select((items::group_id, items::status, count_star()))
        .order((items::group_id, items::status))
        .load(conn)
}

fn grouped_by_an_expression(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    items::table
        .group_by(items::quantity.gt(1))
        .select(count_star())
        .order(count_star())
        .load(conn)
}

fn grouped_by_the_primary_key(conn: &mut Conn) -> QueryResult<Vec<(String, i64)>> {
    items::table
        .inner_join(reviews::table)
        .group_by(items::id)
        .select((items::name, diesel::dsl::count(reviews::id)))
        .order(items::name)
        .load(conn)
}

fn groups_that_have(conn: &mut Conn) -> QueryResult<Vec<(Uuid, i64)>> {
    reviews::table
        .group_by(reviews::item_id)
        .having(diesel::dsl::count(reviews::id).gt(1))
        .select((reviews::item_id, diesel::dsl::count(reviews::id)))
        .order(reviews::item_id)
        .load(conn)
}

fn locked_for_update(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table
        .filter(groups::id.lt(3))
        .for_update()
        .load(conn)
}

fn locked_in_other_ways(conn: &mut Conn) -> QueryResult<Vec<Vec<i64>>> {
    let ids = groups::table.select(groups::id);
    Ok(vec![
        ids.for_no_key_update().load(conn)?,
        ids.for_share().load(conn)?,
        ids.for_key_share().load(conn)?,
    ])
}

fn locked_or_skipped(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table
        .order(groups::id)
        .limit(1)
        .for_update()
        .skip_locked()
        .load(conn)
}

fn locked_or_refused(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table.for_share().no_wait().load(conn)
}

fn only_the_table(conn: &mut Conn) -> QueryResult<Vec<String>> {
    use diesel::dsl::OnlyDsl as _;
    items::table
        .only()
        .filter(items::active.eq(true))
        .select(items::name)
        .load(conn)
}

fn sample_of_rows(conn: &mut Conn) -> QueryResult<(Vec<Group>, Vec<String>, Vec<i64>)> {
    use diesel::dsl::TablesampleDsl as _;
    Ok((
        groups::table.tablesample_bernoulli(100).load(conn)?,
        groups::table
            .tablesample_system(100)
            .with_seed(42.0)
            .select(groups::title)
            .load(conn)?,
        groups::table
            .tablesample_bernoulli(100)
            .filter(groups::id.gt(1))
            .select(groups::id)
            .load(conn)?,
    ))
}

fn boxed_with_filters(conn: &mut Conn) -> QueryResult<Vec<Vec<Item>>> {
    let mut found = Vec::new();
    for (name, active) in [(None, None), (Some("hand saw"), None), (None, Some(true))] {
        let mut query = items::table.into_boxed();
        if let Some(name) = name {
            query = query.filter(items::name.eq(name));
        }
        if let Some(active) = active {
            query = query.filter(items::active.eq(active));
        }
        found.push(query.load(conn)?);
    }
    Ok(found)
}

fn boxed_with_everything(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<(i64, i64)>, Vec<i64>)> {
    Ok((
        items::table
            .select(items::name)
            .into_boxed()
            .filter(items::quantity.gt(0))
            .or_filter(items::quantity.eq(0))
            .distinct()
            .order(items::name)
            .then_order_by(items::name.desc())
            .limit(3)
            .offset(1)
            .load(conn)?,
        items::table
            .group_by(items::group_id)
            .select((items::group_id, count_star()))
            .into_boxed()
            .having(count_star().gt(0))
            .order(items::group_id)
            .load(conn)?,
        items::table
            .distinct_on(items::group_id)
            .into_boxed()
            .order(items::group_id)
            .select(items::group_id)
            .load(conn)?,
    ))
}

fn live_items<'a>() -> items::BoxedQuery<'a, Pg> {
    items::table
        .filter(items::status.eq(Status::OnSale))
        .into_boxed()
}

fn boxed_by_name(conn: &mut Conn) -> QueryResult<Vec<String>> {
    live_items()
        .order(items::name)
        .select(items::name)
        .load(conn)
}

fn without_from(conn: &mut Conn) -> QueryResult<(i32, Option<String>, bool)> {
    Ok((
        select(1.into_sql::<diesel::sql_types::Integer>()).get_result(conn)?,
        select("x".into_sql::<diesel::sql_types::Text>().nullable()).first(conn)?,
        select(true.into_sql::<diesel::sql_types::Bool>())
            .filter(exists(groups::table.find(1)))
            .get_result(conn)?,
    ))
}

fn without_from_of_several(conn: &mut Conn) -> QueryResult<(bool, bool)> {
    select((
        exists(items::table.filter(items::name.eq("hand saw"))),
        not(exists(items::table.find(CLAW))),
    ))
    .get_result(conn)
}

fn counted(conn: &mut Conn) -> QueryResult<(i64, i64)> {
    Ok((
        items::table.count().get_result(conn)?,
        items::table
            .filter(items::active.eq(true))
            .count()
            .get_result(conn)?,
    ))
}

fn rows_one_by_one(conn: &mut Conn) -> QueryResult<Vec<Group>> {
    groups::table
        .order(groups::id)
        .load_iter::<Group, diesel::connection::DefaultLoadingMode>(conn)?
        .collect()
}

fn rows_row_by_row(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let mut titles = Vec::new();
    for title in groups::table
        .order(groups::id)
        .select(groups::title)
        .load_iter::<String, PgRowByRowLoadingMode>(conn)?
    {
        titles.push(title?);
    }
    Ok(titles)
}

fn first_row(conn: &mut Conn) -> QueryResult<Option<Group>> {
    groups::table.order(groups::title).first(conn).optional()
}

fn no_row(conn: &mut Conn) -> QueryResult<(Option<Group>, bool)> {
    Ok((
        groups::table.find(99).first(conn).optional()?,
        groups::table.find(99).first::<Group>(conn) == Err(diesel::NotFound),
    ))
}

fn all_through_dsl(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    use crate::schema::groups::dsl::*;
    groups
        .filter(parent_id.is_null())
        .order(id)
        .select(id)
        .load(conn)
}

fn columns_and_all_columns(conn: &mut Conn) -> QueryResult<(i64, Vec<Group>, Vec<String>)> {
    Ok((
        groups::table
            .select(diesel::dsl::count(groups::id))
            .first(conn)?,
        groups::table.select(groups::all_columns).load(conn)?,
        groups::table.select(groups::columns::title).load(conn)?,
    ))
}

fn renamed_column(conn: &mut Conn) -> QueryResult<Vec<String>> {
    samples::table
        .filter(samples::kind.ne("second"))
        .select(samples::kind)
        .load(conn)
}
