//! From Rust to values.

pub use diesel::serialize::{IsNull, Output, Result, ToSql, WriteTuple};
