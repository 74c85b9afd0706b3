//! The same tables, as Diesel's users declare them.

use core::ops::Bound;
use std::io::Write as _;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use diesel::data_types::{PgInterval, PgLsn, PgMoney};
use diesel::deserialize::{self, FromSql};
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::serialize::{self, IsNull, Output, ToSql};
use ipnetwork::IpNetwork;
use serde_json::Value;
use uuid::Uuid;

/// The SQL types.
pub mod sql_types {
    /// The enum.
    #[derive(Debug, Clone, Copy, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
    #[diesel(postgres_type(name = "status", schema = "plugin_catalog"))]
    pub struct Status;

    impl diesel::sql_types::SqlOrd for Status {}
}

diesel::table! {
    plugin_catalog.groups (id) {
        id -> BigInt,
        title -> Text,
        parent_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Status;

    plugin_catalog.items (id) {
        id -> Uuid,
        group_id -> BigInt,
        name -> Text,
        description -> Nullable<Text>,
        status -> Status,
        quantity -> Integer,
        tally -> Nullable<SmallInt>,
        price -> Numeric,
        weight -> Double,
        rating -> Nullable<Float>,
        active -> Bool,
        checked -> Nullable<Bool>,
        tags -> Array<Text>,
        scores -> Nullable<Array<Integer>>,
        attributes -> Jsonb,
        metadata -> Nullable<Json>,
        payload -> Binary,
        address -> Nullable<Inet>,
        sizes -> Range<Integer>,
        on_sale -> Nullable<Range<Timestamptz>>,
        released_on -> Nullable<Date>,
        opens_at -> Nullable<Time>,
        edited_at -> Nullable<Timestamp>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    plugin_catalog.reviews (id) {
        id -> BigInt,
        item_id -> Uuid,
        author -> Text,
        stars -> Integer,
        body -> Nullable<Text>,
    }
}

diesel::table! {
    plugin_catalog.memberships (group_id, member) {
        group_id -> BigInt,
        member -> Text,
        role -> Text,
    }
}

diesel::table! {
    plugin_catalog.notes (id) {
        id -> BigInt,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Status;

    plugin_catalog.samples (id) {
        id -> Integer,
        #[sql_name = "type"]
        kind -> Text,
        #[max_length = 8]
        code -> VarChar,
        parts -> Multirange<Integer>,
        days -> Range<Date>,
        span -> Interval,
        cost -> Money,
        hardware -> MacAddr,
        hardware8 -> MacAddr8,
        net -> Cidr,
        position -> PgLsn,
        object -> Oid,
        states -> Array<Status>,
        letter -> CChar,
    }
}

diesel::joinable!(items -> groups (group_id));
diesel::joinable!(reviews -> items (item_id));
diesel::joinable!(memberships -> groups (group_id));
diesel::allow_tables_to_appear_in_same_query!(groups, items, reviews, memberships, notes, samples);
diesel::allow_columns_to_appear_in_same_group_by_clause!(
    groups::title,
    groups::id,
    items::status,
    items::name,
    items::group_id,
);

/// Where an item stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = sql_types::Status)]
pub enum Status {
    /// Not yet offered.
    Draft,
    /// Offered.
    OnSale,
    /// No longer there.
    SoldOut,
}

impl ToSql<sql_types::Status, Pg> for Status {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(match self {
            Self::Draft => b"draft",
            Self::OnSale => b"on_sale",
            Self::SoldOut => b"sold_out",
        })?;
        Ok(IsNull::No)
    }
}

impl FromSql<sql_types::Status, Pg> for Status {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        match bytes.as_bytes() {
            b"draft" => Ok(Self::Draft),
            b"on_sale" => Ok(Self::OnSale),
            b"sold_out" => Ok(Self::SoldOut),
            other => Err(format!("unknown status {other:?}").into()),
        }
    }
}

/// A group of items; groups nest.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = groups)]
pub struct Group {
    pub id: i64,
    pub title: String,
    pub parent_id: Option<i64>,
}

/// A new group.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = groups)]
pub struct NewGroup {
    pub id: Option<i64>,
    pub title: String,
    pub parent_id: Option<i64>,
}

/// Changes to a group.
#[derive(Debug, Clone, PartialEq, Default, AsChangeset)]
#[diesel(table_name = groups)]
pub struct GroupChanges {
    pub title: Option<String>,
    pub parent_id: Option<Option<i64>>,
}

/// An item, with a column of most types.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = items)]
pub struct Item {
    pub id: Uuid,
    pub group_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub status: Status,
    pub quantity: i32,
    pub tally: Option<i16>,
    pub price: BigDecimal,
    pub weight: f64,
    pub rating: Option<f32>,
    pub active: bool,
    pub checked: Option<bool>,
    pub tags: Vec<String>,
    pub scores: Option<Vec<i32>>,
    pub attributes: Value,
    pub metadata: Option<Value>,
    pub payload: Vec<u8>,
    pub address: Option<IpNetwork>,
    pub sizes: (Bound<i32>, Bound<i32>),
    pub on_sale: Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>,
    pub released_on: Option<NaiveDate>,
    pub opens_at: Option<NaiveTime>,
    pub edited_at: Option<NaiveDateTime>,
    pub created_at: DateTime<Utc>,
}

/// A new item.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = items)]
pub struct NewItem {
    pub id: Option<Uuid>,
    pub group_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub status: Option<Status>,
    pub quantity: Option<i32>,
    pub tally: Option<i16>,
    pub price: Option<BigDecimal>,
    pub weight: Option<f64>,
    pub rating: Option<f32>,
    pub active: Option<bool>,
    pub checked: Option<bool>,
    pub tags: Option<Vec<String>>,
    pub scores: Option<Vec<i32>>,
    pub attributes: Option<Value>,
    pub metadata: Option<Value>,
    pub payload: Option<Vec<u8>>,
    pub address: Option<IpNetwork>,
    pub sizes: Option<(Bound<i32>, Bound<i32>)>,
    pub on_sale: Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>,
    pub released_on: Option<NaiveDate>,
    pub opens_at: Option<NaiveTime>,
    pub edited_at: Option<NaiveDateTime>,
    pub created_at: Option<DateTime<Utc>>,
}

/// Changes to an item.
#[derive(Debug, Clone, PartialEq, Default, AsChangeset)]
#[diesel(table_name = items)]
pub struct ItemChanges {
    pub group_id: Option<i64>,
    pub name: Option<String>,
    pub description: Option<Option<String>>,
    pub status: Option<Status>,
    pub quantity: Option<i32>,
    pub tally: Option<Option<i16>>,
    pub price: Option<BigDecimal>,
    pub weight: Option<f64>,
    pub rating: Option<Option<f32>>,
    pub active: Option<bool>,
    pub checked: Option<Option<bool>>,
    pub tags: Option<Vec<String>>,
    pub scores: Option<Option<Vec<i32>>>,
    pub attributes: Option<Value>,
    pub metadata: Option<Option<Value>>,
    pub payload: Option<Vec<u8>>,
    pub address: Option<Option<IpNetwork>>,
    pub sizes: Option<(Bound<i32>, Bound<i32>)>,
    pub on_sale: Option<Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>>,
    pub released_on: Option<Option<NaiveDate>>,
    pub opens_at: Option<Option<NaiveTime>>,
    pub edited_at: Option<Option<NaiveDateTime>>,
    pub created_at: Option<DateTime<Utc>>,
}

/// What somebody thinks of an item.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = reviews)]
pub struct Review {
    pub id: i64,
    pub item_id: Uuid,
    pub author: String,
    pub stars: i32,
    pub body: Option<String>,
}

/// A new review.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = reviews)]
pub struct NewReview {
    pub id: Option<i64>,
    pub item_id: Uuid,
    pub author: String,
    pub stars: i32,
    pub body: Option<String>,
}

/// Who is in a group; its key has two columns.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = memberships, primary_key(group_id, member))]
pub struct Membership {
    pub group_id: i64,
    pub member: String,
    pub role: String,
}

/// A new membership.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = memberships)]
pub struct NewMembership {
    pub group_id: i64,
    pub member: String,
    pub role: Option<String>,
}

/// A note; all of it can be left to the database.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: i64,
    pub body: String,
}

/// A new note.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = notes)]
pub struct NewNote {
    pub id: Option<i64>,
    pub body: Option<String>,
}

/// The types that few tables have.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = samples)]
pub struct Sample {
    pub id: i32,
    pub kind: String,
    pub code: String,
    pub parts: Vec<(Bound<i32>, Bound<i32>)>,
    pub days: (Bound<NaiveDate>, Bound<NaiveDate>),
    pub span: PgInterval,
    pub cost: PgMoney,
    pub hardware: [u8; 6],
    pub hardware8: [u8; 8],
    pub net: IpNetwork,
    pub position: PgLsn,
    pub object: u32,
    pub states: Vec<Status>,
    pub letter: u8,
}

/// A new sample.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = samples)]
pub struct NewSample {
    pub id: i32,
    pub kind: String,
    pub code: String,
    pub parts: Vec<(Bound<i32>, Bound<i32>)>,
    pub days: (Bound<NaiveDate>, Bound<NaiveDate>),
    pub span: PgInterval,
    pub cost: PgMoney,
    pub hardware: [u8; 6],
    pub hardware8: [u8; 8],
    pub net: IpNetwork,
    pub position: PgLsn,
    pub object: u32,
    pub states: Vec<Status>,
    pub letter: u8,
}
