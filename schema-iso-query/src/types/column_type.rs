//! `ColumnType`: the SQL type of a column, from the Rust type of its field.

use core::ops::Bound;

use diesel::data_types::{PgDate, PgInterval, PgMoney, PgNumeric, PgTime, PgTimestamp};
use diesel::pg::data_types::PgLsn;
use diesel::sql_types::{
    Array, BigInt, Binary, Bool, Date, Double, Float, Integer, Interval, MacAddr, MacAddr8, Money,
    Nullable, Numeric, Oid, PgLsn as PgLsnType, Range, SingleValue, SmallInt, SqlType, Text, Time,
    Timestamp, is_nullable::NotNull,
};

use super::NamedSqlType;

/// A Rust type from which the SQL type of a column follows.
///
/// Where Diesel maps one Rust type to several SQL types, this is the usual one
/// (`serde_json::Value` is `Jsonb`, `NaiveDateTime` is `Timestamp`);
/// `#[column(sql_type = …)]` chooses another.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say by itself which SQL type its column has",
    label = "no SQL type follows from this Rust type",
    note = "help: name the SQL type: `#[column(sql_type = diesel::sql_types::…)]`",
    note = "help: if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, `serde_json`, \
            `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
    note = "help: an enum of the plugin needs `#[plugin_enum]`"
)]
pub trait ColumnType {
    /// The SQL type, `Nullable<…>` for an `Option`.
    type SqlType: SqlType + SingleValue + NamedSqlType;
}

macro_rules! column_types {
    ($($(#[$attribute:meta])* $rust:ty => $sql:ty;)+) => {$(
        $(#[$attribute])*
        impl ColumnType for $rust {
            type SqlType = $sql;
        }
    )+};
}

column_types! {
    bool => Bool;
    i16 => SmallInt;
    i32 => Integer;
    i64 => BigInt;
    u32 => Oid;
    f32 => Float;
    f64 => Double;
    String => Text;
    Vec<u8> => Binary;
    [u8; 6] => MacAddr;
    [u8; 8] => MacAddr8;
    std::time::SystemTime => Timestamp;
    PgDate => Date;
    PgInterval => Interval;
    PgMoney => Money;
    PgNumeric => Numeric;
    PgTime => Time;
    PgTimestamp => Timestamp;
    PgLsn => PgLsnType;
    #[cfg(feature = "uuid")]
    uuid::Uuid => diesel::sql_types::Uuid;
    #[cfg(feature = "serde_json")]
    serde_json::Value => diesel::sql_types::Jsonb;
    #[cfg(feature = "numeric")]
    bigdecimal::BigDecimal => Numeric;
    #[cfg(feature = "chrono")]
    chrono::NaiveDate => Date;
    #[cfg(feature = "chrono")]
    chrono::NaiveTime => Time;
    #[cfg(feature = "chrono")]
    chrono::NaiveDateTime => Timestamp;
    #[cfg(feature = "chrono")]
    chrono::Duration => Interval;
    #[cfg(feature = "time")]
    time::Date => Date;
    #[cfg(feature = "time")]
    time::Time => Time;
    #[cfg(feature = "time")]
    time::PrimitiveDateTime => Timestamp;
    #[cfg(feature = "time")]
    time::OffsetDateTime => diesel::sql_types::Timestamptz;
    #[cfg(feature = "network-address")]
    ipnetwork::IpNetwork => diesel::sql_types::Inet;
    #[cfg(feature = "ipnet-address")]
    ipnet::IpNet => diesel::sql_types::Inet;
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> ColumnType for chrono::DateTime<Tz> {
    type SqlType = diesel::sql_types::Timestamptz;
}

impl<T> ColumnType for Option<T>
where
    T: ColumnType,
    T::SqlType: SqlType<IsNull = NotNull>,
{
    type SqlType = Nullable<T::SqlType>;
}

impl<T: ColumnType> ColumnType for Vec<T> {
    type SqlType = Array<T::SqlType>;
}

impl<T> ColumnType for (Bound<T>, Bound<T>)
where
    T: ColumnType,
    Range<T::SqlType>: NamedSqlType + SingleValue,
{
    type SqlType = Range<T::SqlType>;
}
