//! The functions that begin a statement, apart from the types of the same names.

pub use super::copy::{copy_from, copy_to};
pub use super::delete::delete;
pub use super::insert::insert_into;
pub use super::select::select;
pub use super::subselect::exists;
pub use super::update::update;
