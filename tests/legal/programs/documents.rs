//! Columns of json, network addresses, bytes and times.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::*;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamp, Timestamptz};
use ipnetwork::IpNetwork;
use serde_json::{Value, json};

use crate::Conn;
use crate::schema::*;

programs! {
    documents_that_contain: "jsonb-operators";
    documents_with_keys: "jsonb-operators";
    parts_of_documents: "jsonb-operators";
    parts_of_plain_json: "jsonb-operators";
    documents_joined_and_cut: "jsonb-operators";
    documents_measured: "json-functions";
    documents_changed: "json-functions";
    documents_made: "json-functions";
    tests_for_json: "jsonb-operators";
    networks_that_contain: "network-operators";
    networks_combined: "network-operators";
    networks_taken_apart: "network-functions";
    bytes: "binary-operators";
    times_in_zones: "timestamp-operators";
    times_compared: "timestamp-operators", "comparison", "types-time";
    intervals: "timestamp-operators", "types-time";
    dates: "date-functions", "types-time";
}

fn documents_that_contain(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names
            .filter(items::attributes.contains(json!({"color": "red"})))
            .load(conn)?,
        names
            .filter(items::attributes.is_contained_by(json!({"color": "red", "sold": true})))
            .load(conn)?,
        names.filter(items::attributes.eq(json!({}))).load(conn)?,
    ])
}

fn documents_with_keys(conn: &mut Conn) -> QueryResult<Vec<Vec<String>>> {
    let names = items::table.select(items::name).order(items::id);
    Ok(vec![
        names.filter(items::attributes.has_key("size")).load(conn)?,
        names
            .filter(items::attributes.has_any_key(vec!["size", "sold"]))
            .load(conn)?,
        names
            .filter(items::attributes.has_all_keys(vec!["color", "sold"]))
            .load(conn)?,
    ])
}

type Parts = (
    Option<Value>,
    Option<String>,
    Option<Value>,
    Option<String>,
    Option<Value>,
);

fn parts_of_documents(conn: &mut Conn) -> QueryResult<Vec<Parts>> {
    items::table
        .select((
            items::attributes.retrieve_as_object("size").nullable(),
            items::attributes.retrieve_as_text("color").nullable(),
            items::attributes
                .retrieve_by_path_as_object(vec!["size", "x"])
                .nullable(),
            items::attributes
                .retrieve_by_path_as_text(vec!["parts", "0"])
                .nullable(),
            items::attributes
                .retrieve_as_object("parts")
                .retrieve_as_object(1)
                .nullable(),
        ))
        .order(items::id)
        .load(conn)
}

fn parts_of_plain_json(conn: &mut Conn) -> QueryResult<Vec<(Option<Value>, Option<String>)>> {
    items::table
        .filter(items::metadata.is_not_null())
        .select((
            items::metadata.retrieve_as_object("a").nullable(),
            items::metadata.retrieve_as_text(0).nullable(),
        ))
        .order(items::id)
        .load(conn)
}

fn documents_joined_and_cut(conn: &mut Conn) -> QueryResult<Vec<(Value, Value, Value, Value)>> {
    items::table
        .select((
            items::attributes.concat(json!({"new": 1})),
            items::attributes.remove("color"),
            items::attributes.remove(vec!["color", "size"]),
            items::attributes.remove_by_path(vec!["size", "x"]),
        ))
        .order(items::id)
        .load(conn)
}

type Measured = (String, Option<String>, String, i32);

fn documents_measured(conn: &mut Conn) -> QueryResult<Vec<Measured>> {
    items::table
        .filter(items::attributes.has_key("parts"))
        .select((
            jsonb_typeof(items::attributes),
            json_typeof(items::metadata),
            jsonb_pretty(items::attributes),
            jsonb_array_length(items::attributes.retrieve_as_object("parts")),
        ))
        .load(conn)
}

fn documents_changed(conn: &mut Conn) -> QueryResult<Vec<(Value, Value, Value, Option<Value>)>> {
    use diesel::pg::sql_types::NullValueTreatment;
    let path = || vec!["color"].into_sql::<Array<Text>>();
    items::table
        .filter(items::attributes.has_key("color"))
        .select((
            jsonb_set(items::attributes, path(), json!("green")),
            jsonb_insert(
                items::attributes,
                vec!["x"].into_sql::<Array<Text>>(),
                json!(1),
            ),
            jsonb_set_lax(
                items::attributes,
                path(),
                json!("green"),
                true,
                NullValueTreatment::UseJsonNull,
            ),
            json_strip_nulls(items::metadata),
        ))
        .order(items::id)
        .load(conn)
}

fn documents_made(conn: &mut Conn) -> QueryResult<(Value, Value, Vec<Value>)> {
    Ok((
        select(jsonb_object(vec!["a", "1"].into_sql::<Array<Text>>())).get_result(conn)?,
        select(json_object_with_keys_and_values(
            vec!["a"].into_sql::<Array<Text>>(),
            vec!["1"].into_sql::<Array<Text>>(),
        ))
        .get_result(conn)?,
        items::table
            .select(to_jsonb(items::tags))
            .order(items::id)
            .load(conn)?,
    ))
}

fn tests_for_json(conn: &mut Conn) -> QueryResult<String> {
    // PostgreSQL has had the test since version 16; what an older one says is compared as well.
    let outcome = conn.transaction(|conn| {
        items::table
            .select((
                items::name.is_json(),
                items::name.is_not_json(),
                items::attributes.cast::<Text>().is_json_object(),
                items::attributes.cast::<Text>().is_not_json_array(),
            ))
            .order(items::id)
            .load::<(bool, bool, bool, bool)>(conn)
    });
    Ok(format!("{outcome:?}"))
}

fn network(text: &str) -> IpNetwork {
    text.parse().expect("it is a network")
}

fn networks_that_contain(conn: &mut Conn) -> QueryResult<Vec<Vec<i32>>> {
    let ids = samples::table.select(samples::id).order(samples::id);
    Ok(vec![
        ids.filter(samples::net.contains(network("10.1.0.0/16")))
            .load(conn)?,
        ids.filter(samples::net.contains_or_eq(network("10.0.0.0/8")))
            .load(conn)?,
        ids.filter(samples::net.is_contained_by(network("0.0.0.0/0")))
            .load(conn)?,
        ids.filter(samples::net.is_contained_by_or_eq(network("10.0.0.0/8")))
            .load(conn)?,
        ids.filter(samples::net.overlaps_with(network("192.168.0.0/16")))
            .load(conn)?,
    ])
}

fn networks_combined(conn: &mut Conn) -> QueryResult<Vec<(IpNetwork, IpNetwork, i64)>> {
    let mask = network("255.255.0.0");
    samples::table
        .select((
            samples::net.and(mask),
            samples::net.or(network("0.0.0.1")),
            samples::net.diff(network("10.0.0.0")),
        ))
        .order(samples::id)
        .load(conn)
}

type Apart = (String, IpNetwork, i32, String, i32, IpNetwork, IpNetwork);

fn networks_taken_apart(conn: &mut Conn) -> QueryResult<Vec<Apart>> {
    samples::table
        .select((
            abbrev(samples::net),
            broadcast(samples::net),
            family(samples::net),
            host(samples::net),
            masklen(samples::net),
            netmask(samples::net),
            set_masklen(samples::net, 28),
        ))
        .order(samples::id)
        .load(conn)
}

fn bytes(conn: &mut Conn) -> QueryResult<(Vec<Vec<u8>>, Vec<String>, Vec<String>)> {
    let names = items::table.select(items::name).order(items::id);
    Ok((
        items::table
            .select(items::payload.concat(vec![9_u8]))
            .order(items::id)
            .load(conn)?,
        names
            .filter(items::payload.like(vec![1_u8, b'%']))
            .load(conn)?,
        names
            .filter(items::payload.not_like(vec![1_u8, b'%']))
            .load(conn)?,
    ))
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("it is a time")
}

fn times_in_zones(conn: &mut Conn) -> QueryResult<Vec<(NaiveDateTime, NaiveDateTime)>> {
    items::table
        .select((
            items::created_at.at_time_zone("Europe/Berlin"),
            items::created_at.at_time_zone("UTC"),
        ))
        .order(items::id)
        .load(conn)
}

fn times_compared(conn: &mut Conn) -> QueryResult<(Vec<String>, i64, i64)> {
    let january = moment("2026-01-04T00:00:00Z")..moment("2026-01-06T00:00:00Z");
    Ok((
        items::table
            .filter(items::created_at.between(january.start, january.end))
            .select(items::name)
            .order(items::id)
            .load(conn)?,
        items::table
            .filter(items::created_at.lt(now))
            .count()
            .get_result(conn)?,
        items::table
            .filter(items::edited_at.lt(now.into_sql::<Timestamp>().nullable()))
            .count()
            .get_result(conn)?,
    ))
}

fn intervals(conn: &mut Conn) -> QueryResult<Vec<(DateTime<Utc>, Option<NaiveDateTime>, bool)>> {
    use diesel::pg::expression::extensions::IntervalDsl as _;
    items::table
        .select((
            items::created_at + 1.day() + 2.hours(),
            items::edited_at - Some(3.minutes()),
            items::created_at.lt(now.into_sql::<Timestamptz>() - 1.week()),
        ))
        .order(items::id)
        .load(conn)
}

fn dates(conn: &mut Conn) -> QueryResult<(NaiveDate, Vec<String>, Vec<(NaiveDate, i32)>)> {
    let new_year = NaiveDateTime::parse_from_str("2026-01-01 10:00:00", "%Y-%m-%d %H:%M:%S")
        .expect("it is a time");
    Ok((
        select(date(new_year)).get_result(conn)?,
        items::table
            .filter(items::released_on.lt(today.nullable()))
            .select(items::name)
            .order(items::id)
            .load(conn)?,
        items::table
            .filter(items::released_on.is_not_null())
            .select((items::released_on.assume_not_null(), items::quantity))
            .order(items::released_on)
            .load(conn)?,
    ))
}
