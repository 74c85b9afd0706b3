//! Conversions from rows and values to Rust types.

pub use diesel::deserialize::{
    FromSql, FromSqlRow, FromStaticSqlRow, Queryable, Result, StaticallySizedRow,
};
