//! COPY: reading and writing many rows at once.
//!
//! Diesel builds COPY from types that cannot be named outside Diesel, so this module collects the
//! settings and passes them on when the statement runs.

mod copy_from;
mod copy_to;
mod options;

pub use self::copy_from::{CopyFromQuery, ExecuteCopyFromDsl, copy_from};
pub use self::copy_to::{CopyToQuery, copy_to};
