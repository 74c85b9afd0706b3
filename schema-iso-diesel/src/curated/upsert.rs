//! `ON CONFLICT`.

pub use crate::query::{
    DecoratableTarget, IncompleteDoUpdate, IncompleteOnConflict, OnConstraint, on_constraint,
};
pub use diesel::upsert::excluded;
