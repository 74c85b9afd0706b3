//! Rust types for SQL types that have none elsewhere.

pub use diesel::data_types::{
    Cents, PgDate, PgInterval, PgLsn, PgMoney, PgNumeric, PgTime, PgTimestamp,
};
