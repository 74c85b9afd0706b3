//! COPY: many rows in one go.
//!
//! Diesel builds COPY from types that cannot be named outside Diesel, so the
//! settings are collected here and handed over when the statement runs.

mod copy_from;
mod copy_to;
mod options;

pub use self::copy_from::{CopyFromQuery, ExecuteCopyFromDsl, copy_from};
pub use self::copy_to::{CopyToQuery, copy_to};
