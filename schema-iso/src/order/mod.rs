//! The order in which plugins boot (ISO-10).
//!
//! Everything that can be wrong with a set of plugins is found here, before the
//! database is touched, and told at once.

mod boot_order;
mod error;
mod graph;

pub use boot_order::BootOrder;
pub use error::{RegisterError, RegisterProblem};
