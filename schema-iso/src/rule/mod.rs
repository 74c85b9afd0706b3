//! The invariants by number, and the form in which violations are reported.
//!
//! Macros and run time render a [`Diagnostic`], so that the same violation has the same text in both.
//! [`message`] has the texts.

mod catalogue;
mod diagnostic;
pub mod message;

pub use catalogue::{
    ALL, ISO_01, ISO_02, ISO_03, ISO_04, ISO_05, ISO_06, ISO_07, ISO_08, ISO_09, ISO_10, ISO_11,
    ISO_12, ISO_13, ISO_14, ISO_15, ISO_16, ISO_17, ISO_18, Rule,
};
pub use diagnostic::Diagnostic;
