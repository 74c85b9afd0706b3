//! Conversions from Rust types to values.

pub use diesel::serialize::{IsNull, Output, Result, ToSql, WriteTuple};
