//! Arrays and ranges.

use core::ops::Bound;

use bigdecimal::BigDecimal;

use diesel::dsl::*;
use diesel::pg::sql_types::RangeBound;
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Text};

use crate::Conn;
use crate::schema::*;

programs! {
    arrays_compared: "array-operators", "comparison";
    arrays_that_contain: "array-operators";
    elements_and_concatenations: "array-operators";
    arrays_changed: "array-functions";
    arrays_measured: "array-functions";
    arrays_searched: "array-functions";
    arrays_as_text: "array-functions";
    arrays_filled: "array-functions";
    arrays_of_expressions: "array-expression";
    ranges_that_contain: "range-operators";
    ranges_beside_ranges: "range-operators";
    ranges_combined: "range-operators";
    bounds_of_ranges: "range-functions";
    ranges_made: "range-functions";
    multiranges: "range-operators", "range-functions", "types-collections";
}

fn arrays_compared(conn: &mut Conn) -> QueryResult<(Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        names
            .filter(items::tags.eq(vec!["steel", "wood"]))
            .load(conn)?,
        names
            .filter(
                items::scores
                    .is_not_null()
                    .and(items::tags.ne(Vec::<String>::new())),
            )
            .load(conn)?,
    ))
}

fn arrays_that_contain(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names
            .filter(items::tags.contains(vec!["wood"]))
            .load(conn)?,
        names
            .filter(items::tags.is_contained_by(vec!["steel", "wood"]))
            .load(conn)?,
        names
            .filter(items::tags.overlaps_with(vec!["new", "old"]))
            .load(conn)?,
        names.filter(items::scores.contains(vec![3])).load(conn)?,
    ])
}

type Elements = (Vec<String>, Option<String>, Option<Vec<i32>>);

fn elements_and_concatenations(conn: &mut Conn) -> QueryResult<Vec<Elements>> {
    items::table
        .filter(cardinality(items::tags).gt(0))
        .select((
            items::tags.concat(vec!["x"]),
            items::tags.index(1).nullable(),
            items::scores.concat(Some(vec![9])),
        ))
        .order(items::id)
        .load(conn)
}

type Changed = (
    Vec<String>,
    Vec<String>,
    Vec<String>,
    Vec<String>,
    Vec<String>,
);

fn arrays_changed(conn: &mut Conn) -> QueryResult<Vec<Changed>> {
    items::table
        .select((
            array_append(items::tags, "z"),
            array_prepend("a", items::tags),
            array_remove(items::tags, "wood"),
            array_replace(items::tags, "steel", "iron"),
            array_cat(items::tags, items::tags),
        ))
        .order(items::id)
        .load(conn)
}

type Measured = (i32, Option<i32>, Option<i32>, Option<i32>, i32);

fn arrays_measured(conn: &mut Conn) -> QueryResult<(Vec<Measured>, Vec<String>)> {
    let filled = items::table
        .filter(items::tags.ne(Vec::<String>::new()))
        .order(items::id);
    Ok((
        filled
            .clone()
            .select((
                cardinality(items::tags),
                array_length(items::tags, 1),
                array_lower(items::tags, 1),
                array_upper(items::tags, 1),
                array_ndims(items::tags),
            ))
            .load(conn)?,
        filled.select(array_dims(items::tags)).load(conn)?,
    ))
}

fn arrays_searched(conn: &mut Conn) -> QueryResult<Vec<(Option<i32>, Option<i32>, Vec<i32>)>> {
    items::table
        .select((
            array_position(items::tags, "wood"),
            array_position_with_subscript(items::tags, "wood", 2),
            array_positions(items::tags, "steel"),
        ))
        .order(items::id)
        .load(conn)
}

fn arrays_as_text(conn: &mut Conn) -> QueryResult<Vec<(String, String, serde_json::Value)>> {
    items::table
        .select((
            array_to_string(items::tags, ","),
            array_to_string_with_null_string(items::tags, ",", "-"),
            array_to_json(items::tags),
        ))
        .order(items::id)
        .load(conn)
}

fn arrays_filled(conn: &mut Conn) -> QueryResult<(Vec<i32>, Vec<i32>, Vec<i32>, Vec<i32>)> {
    let numbers = || vec![1, 2, 3].into_sql::<Array<Integer>>();
    select((
        array_fill::<Integer, _, _>(7, vec![2]),
        array_fill_with_lower_bound::<Integer, _, _, _>(7, vec![2], vec![3]),
        trim_array::<Array<Integer>, _, _>(numbers(), 1),
        array_cat::<Array<Integer>, _, _>(numbers(), numbers()),
    ))
    .get_result(conn)
}

fn arrays_of_expressions(conn: &mut Conn) -> QueryResult<Vec<(Vec<i32>, Vec<String>)>> {
    items::table
        .select((
            array((items::quantity, items::quantity * 2)),
            array::<Text, _>((items::name, "x")),
        ))
        .order(items::id)
        .load(conn)
}

fn ranges_that_contain(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    let four_to_six = (Bound::Included(3), Bound::Excluded(5));
    Ok(vec![
        names.filter(items::sizes.contains(4)).load(conn)?,
        names
            .filter(items::sizes.contains_range(four_to_six))
            .load(conn)?,
        names
            .filter(items::sizes.is_contained_by((Bound::Included(0), Bound::Excluded(6))))
            .load(conn)?,
        names
            .filter(items::quantity.is_contained_by_range(items::sizes))
            .load(conn)?,
        names
            .filter(items::sizes.overlaps_with(four_to_six))
            .load(conn)?,
    ])
}

fn ranges_beside_ranges(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    let range = (Bound::Included(3), Bound::Excluded(5));
    Ok(vec![
        names
            .filter(items::sizes.range_extends_right_to(range))
            .load(conn)?,
        names
            .filter(items::sizes.range_extends_left_to(range))
            .load(conn)?,
        names.filter(items::sizes.lesser_than(range)).load(conn)?,
        names
            .filter(items::sizes.greater_than((Bound::Included(0), Bound::Excluded(1))))
            .load(conn)?,
        names
            .filter(items::sizes.range_adjacent(range))
            .load(conn)?,
    ])
}

type Span = (Bound<i32>, Bound<i32>);

fn ranges_combined(conn: &mut Conn) -> QueryResult<Vec<(Span, Span, Span, Span)>> {
    let range = (Bound::Included(2), Bound::Excluded(20));
    items::table
        .filter(items::quantity.gt(0))
        .select((
            items::sizes.union_range(range),
            items::sizes.difference_range((Bound::Included(4), Bound::Excluded(50))),
            items::sizes.intersection_range(range),
            range_merge(
                items::sizes,
                range.into_sql::<diesel::sql_types::Int4range>(),
            ),
        ))
        .order(items::id)
        .load(conn)
}

type Bounds = (Option<i32>, Option<i32>, bool, bool, bool, bool, bool);

fn bounds_of_ranges(conn: &mut Conn) -> QueryResult<Vec<Bounds>> {
    items::table
        .select((
            lower(items::sizes),
            upper(items::sizes),
            isempty(items::sizes),
            lower_inc(items::sizes),
            upper_inc(items::sizes),
            lower_inf(items::sizes),
            upper_inf(items::sizes),
        ))
        .order(items::id)
        .load(conn)
}

type Made = (
    (Bound<i32>, Bound<i32>),
    (Bound<i64>, Bound<i64>),
    (Bound<BigDecimal>, Bound<BigDecimal>),
    (Bound<chrono::NaiveDate>, Bound<chrono::NaiveDate>),
);

fn ranges_made(conn: &mut Conn) -> QueryResult<Made> {
    select((
        int4range(
            Some(1),
            Some(5),
            RangeBound::LowerBoundInclusiveUpperBoundExclusive,
        ),
        int8range(
            None::<i64>,
            Some(5),
            RangeBound::LowerBoundExclusiveUpperBoundInclusive,
        ),
        numrange(
            Some(BigDecimal::from(1)),
            None::<BigDecimal>,
            RangeBound::LowerBoundInclusiveUpperBoundInclusive,
        ),
        daterange(
            chrono::NaiveDate::from_ymd_opt(2026, 1, 1),
            chrono::NaiveDate::from_ymd_opt(2026, 2, 1),
            RangeBound::LowerBoundExclusiveUpperBoundExclusive,
        ),
    ))
    .get_result(conn)
}

type Multi = (String, Vec<Span>, Option<i32>, bool, Span);

fn multiranges(conn: &mut Conn) -> QueryResult<(Vec<Multi>, Vec<i32>)> {
    Ok((
        samples::table
            .select((
                samples::code,
                samples::parts,
                lower(samples::parts),
                isempty(samples::parts),
                multirange_merge(samples::parts),
            ))
            .order(samples::id)
            .load(conn)?,
        samples::table
            .filter(samples::parts.contains(6))
            .select(samples::id)
            .load(conn)?,
    ))
}
