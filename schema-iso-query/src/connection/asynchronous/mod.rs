//! The connection of a plugin for async code.
//!
//! Reading order: `lent` (what a host lends), `safe` (`AsyncSafeConnection`), `transaction` (ending
//! a transaction only where it began, ISO-15), `transaction_builder`.

mod lent;
mod safe;
mod transaction;
mod transaction_builder;

pub use self::lent::LentAsyncConnection;
pub use self::safe::AsyncSafeConnection;
pub use self::transaction::AsyncFunc;
pub use self::transaction_builder::AsyncTransactionBuilder;
