//! The invariants by number, and how a breach of one is told.
//!
//! Macros, run time and command line render a [`Diagnostic`], so that one breach
//! reads the same wherever it is found. [`message`] holds the wording.

mod catalogue;
mod diagnostic;
pub mod message;

pub use catalogue::{
    ALL, ISO_01, ISO_02, ISO_03, ISO_04, ISO_05, ISO_06, ISO_07, ISO_08, ISO_09, ISO_10, ISO_11,
    ISO_12, ISO_13, ISO_14, Rule,
};
pub use diagnostic::Diagnostic;
