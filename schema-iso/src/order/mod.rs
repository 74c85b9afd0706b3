//! The order in which plugins boot (ISO-10).
//!
//! All problems of a set of plugins are found here, before the database is touched, and
//! reported together.

mod boot_order;
mod error;
mod graph;

pub use boot_order::BootOrder;
pub use error::{RegisterError, RegisterProblem};
