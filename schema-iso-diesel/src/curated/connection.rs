//! `SafeConnection`, and the loading modes of `load_iter`.

pub use diesel::connection::DefaultLoadingMode;
pub use schema_iso_query::connection::{SafeConnection, TransactionBuilder};

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_query::withheld::{Connection, LoadConnection, SimpleConnection};
