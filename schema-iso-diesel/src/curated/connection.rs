//! The only connection that a plugin gets, and the loading modes of `load_iter`.

pub use diesel::connection::DefaultLoadingMode;
pub use schema_iso_query::connection::{SafeConnection, TransactionBuilder};
