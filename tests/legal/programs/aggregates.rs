//! Aggregate and window functions.

use bigdecimal::BigDecimal;
use diesel::dsl::{
    avg, count, count_star, cume_dist, dense_rank, first_value, frame, lag, lag_with_offset,
    lag_with_offset_and_default, last_value, lead, lead_with_offset, lead_with_offset_and_default,
    max, min, nth_value, ntile, percent_rank, rank, row_number, sum,
};
use diesel::prelude::*;

use crate::Conn;
use crate::schema::*;

programs! {
    aggregates: "aggregate", "count";
    aggregates_of_other_types: "aggregate";
    distinct_aggregates: "aggregate-options";
    filtered_aggregates: "aggregate-options";
    aggregates_in_having: "aggregate", "having", "arithmetic";
    aggregates_over_a_window: "window", "aggregate";
    window_with_partition_and_order: "window", "window-functions";
    filtered_aggregate_over_a_window: "window", "aggregate-options";
    windows_of_a_join: "window", "inner-join";
    frames_of_rows: "window-frame";
    frames_of_ranges_and_groups: "window-frame";
    frames_with_exclusions: "window-frame";
    numbered_rows: "window-functions";
    neighbours: "window-functions";
    values_of_a_window: "window-functions", "window-frame";
}

type Numbers = (
    i64,
    i64,
    Option<i64>,
    Option<BigDecimal>,
    Option<i32>,
    Option<i32>,
);

fn aggregates(conn: &mut Conn) -> QueryResult<Numbers> {
    items::table
        .select((
            count_star(),
            count(items::description),
            sum(items::quantity),
            avg(items::quantity),
            min(items::quantity),
            max(items::quantity),
        ))
        .get_result(conn)
}

type Others = (
    Option<BigDecimal>,
    Option<f64>,
    Option<String>,
    Option<chrono::DateTime<chrono::Utc>>,
    Option<Status>,
);

fn aggregates_of_other_types(conn: &mut Conn) -> QueryResult<Others> {
    items::table
        .select((
            sum(items::price),
            avg(items::weight),
            min(items::name),
            max(items::created_at),
            max(items::status),
        ))
        .get_result(conn)
}

fn distinct_aggregates(conn: &mut Conn) -> QueryResult<(i64, i64, Option<i64>)> {
    items::table
        .select((
            count(items::group_id).aggregate_distinct(),
            count(items::group_id).aggregate_all(),
            sum(items::quantity).aggregate_distinct(),
        ))
        .get_result(conn)
}

fn filtered_aggregates(conn: &mut Conn) -> QueryResult<(i64, Option<i32>)> {
    items::table
        .select((
            count(items::id).aggregate_filter(items::active.eq(true)),
            max(items::quantity)
                .aggregate_filter(items::name.like("%saw"))
                .aggregate_filter(items::quantity.gt(1)),
        ))
        .get_result(conn)
}

fn aggregates_in_having(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    items::table
        .group_by(items::group_id)
        .having(
            sum(items::quantity)
                .gt(6)
                .and(max(items::weight).gt(1.0))
                .and(count_star().eq(2)),
        )
        .select(items::group_id)
        .load(conn)
}

fn aggregates_over_a_window(conn: &mut Conn) -> QueryResult<Vec<(String, Option<i64>, i64)>> {
    items::table
        .select((
            items::name,
            sum(items::quantity).over(),
            count(items::id).partition_by(items::group_id),
        ))
        .order(items::id)
        .load(conn)
}

fn window_with_partition_and_order(
    conn: &mut Conn,
) -> QueryResult<Vec<(String, i64, Option<i64>)>> {
    items::table
        .select((
            items::name,
            rank()
                .partition_by(items::group_id)
                .window_order(items::quantity.desc()),
            sum(items::quantity)
                .partition_by((items::group_id, items::active))
                .window_order((items::quantity, items::name)),
        ))
        .order(items::id)
        .load(conn)
}

fn filtered_aggregate_over_a_window(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    items::table
        .select(
            count(items::id)
                .aggregate_filter(items::active.eq(true))
                .partition_by(items::group_id),
        )
        .order(items::id)
        .load(conn)
}

fn windows_of_a_join(conn: &mut Conn) -> QueryResult<Vec<(String, i64)>> {
    items::table
        .inner_join(groups::table)
        .select((
            items::name,
            row_number()
                .partition_by(groups::title)
                .window_order(items::name),
        ))
        .order(items::id)
        .load(conn)
}

type Sums = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

fn frames_of_rows(conn: &mut Conn) -> QueryResult<Vec<Sums>> {
    let quantities = || sum(items::quantity).window_order(items::id);
    items::table
        .select((
            quantities().frame_by(frame::Rows.frame_start_with(frame::UnboundedPreceding)),
            quantities().frame_by(frame::Rows.frame_start_with(1.preceding())),
            quantities().frame_by(frame::Rows.frame_between(1.preceding(), 1.following())),
            quantities()
                .frame_by(frame::Rows.frame_between(frame::CurrentRow, frame::UnboundedFollowing)),
        ))
        .order(items::id)
        .load(conn)
}

fn frames_of_ranges_and_groups(conn: &mut Conn) -> QueryResult<Vec<(Option<i64>, Option<i64>)>> {
    let quantities = || sum(items::quantity).window_order(items::quantity);
    items::table
        .select((
            quantities()
                .frame_by(frame::Range.frame_between(frame::UnboundedPreceding, frame::CurrentRow)),
            quantities().frame_by(frame::Groups.frame_between(1.preceding(), 1.following())),
        ))
        .order(items::id)
        .load(conn)
}

fn frames_with_exclusions(conn: &mut Conn) -> QueryResult<Vec<Sums>> {
    let quantities = || sum(items::quantity).window_order(items::quantity);
    items::table
        .select((
            quantities().frame_by(
                frame::Rows.frame_start_with_exclusion(
                    frame::UnboundedPreceding,
                    frame::ExcludeCurrentRow,
                ),
            ),
            quantities().frame_by(frame::Rows.frame_between_with_exclusion(
                frame::UnboundedPreceding,
                frame::UnboundedFollowing,
                frame::ExcludeTies,
            )),
            quantities().frame_by(frame::Groups.frame_between_with_exclusion(
                1.preceding(),
                1.following(),
                frame::ExcludeGroup,
            )),
            quantities().frame_by(
                frame::Rows
                    .frame_start_with_exclusion(frame::UnboundedPreceding, frame::ExcludeNoOthers),
            ),
        ))
        .order(items::id)
        .load(conn)
}

type Ranks = (i64, i64, i64, f64, f64, i32);

fn numbered_rows(conn: &mut Conn) -> QueryResult<Vec<Ranks>> {
    items::table
        .select((
            row_number().window_order(items::name),
            rank().window_order(items::group_id),
            dense_rank().window_order(items::group_id),
            percent_rank().window_order(items::quantity),
            cume_dist().window_order(items::quantity),
            ntile(2).window_order(items::name),
        ))
        .order(items::id)
        .load(conn)
}

type Neighbours = (Option<i32>, Option<i32>, i32, Option<i32>, Option<i32>, i32);

fn neighbours(conn: &mut Conn) -> QueryResult<Vec<Neighbours>> {
    items::table
        .select((
            lag(items::quantity).window_order(items::id),
            lag_with_offset(items::quantity, 2).window_order(items::id),
            lag_with_offset_and_default(items::quantity, 1, items::quantity)
                .window_order(items::id),
            lead(items::quantity).window_order(items::id),
            lead_with_offset(items::quantity, 2).window_order(items::id),
            lead_with_offset_and_default(items::quantity, 1, items::quantity)
                .window_order(items::id),
        ))
        .order(items::id)
        .load(conn)
}

fn values_of_a_window(conn: &mut Conn) -> QueryResult<Vec<(String, String, Option<String>)>> {
    items::table
        .select((
            first_value(items::name).window_order(items::name),
            last_value(items::name)
                .partition_by(items::group_id)
                .window_order(items::name)
                .frame_by(frame::Rows.frame_between(frame::CurrentRow, frame::UnboundedFollowing)),
            nth_value(items::name, 2).window_order(items::id),
        ))
        .order(items::id)
        .load(conn)
}
