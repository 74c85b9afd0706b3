//! SQL types.
//!
//! Diesel's `HasSqlType` is withheld: an implementation decides how a type is looked up,
//! and a look-up without a schema could find another plugin's type (ISO-12).

pub use diesel::sql_types::{
    Array, BigInt, BigSerial, Bigint, Binary, Bit, Blob, Bool, BoolOrNullableBool, Bpchar, Bytea,
    CChar, Char, Cidr, Citext, Date, Datemultirange, Daterange, Decimal, Double, Float, Float4,
    Float8, Foldable, Inet, Int2, Int4, Int4multirange, Int4range, Int8, Int8multirange, Int8range,
    Integer, Interval, IntoNotNullable, IntoNullable, Json, Jsonb, Longblob, Longtext, MacAddr,
    MacAddr8, Macaddr, Macaddr8, MaybeNullableType, Mediumblob, Mediumtext, Money, Multirange,
    Nullable, Numeric, Nummultirange, Numrange, Oid, OneIsNullable, PgLsn, Range, Record, Serial,
    SingleValue, SmallInt, SmallSerial, Smallint, SqlOrd, Text, Time, Timestamp, Timestamptz,
    TinyInt, Tinyblob, Tinyint, Tinytext, Tsmultirange, Tsrange, Tstzmultirange, Tstzrange,
    Untyped, Uuid, VarChar, Varbinary, Varchar, is_nullable, ops,
};

pub use schema_iso_query::types::SqlType;

// A derive of Diesel that a plugin cannot have: an error that says why.
#[doc(hidden)]
pub use schema_iso_derive::SqlType;
