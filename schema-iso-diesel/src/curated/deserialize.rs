//! From rows and values to Rust.

pub use diesel::deserialize::{
    FromSql, FromSqlRow, FromStaticSqlRow, Queryable, Result, StaticallySizedRow,
};
