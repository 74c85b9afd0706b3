//! `ON CONFLICT`.

pub use diesel::upsert::excluded;
pub use schema_iso_query::query::{
    DecoratableTarget, IncompleteDoUpdate, IncompleteOnConflict, OnConstraint, on_constraint,
};
