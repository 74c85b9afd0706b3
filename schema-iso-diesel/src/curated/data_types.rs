//! Rust types for SQL types that no other crate has types for.

pub use diesel::data_types::{
    Cents, PgDate, PgInterval, PgLsn, PgMoney, PgNumeric, PgTime, PgTimestamp,
};
