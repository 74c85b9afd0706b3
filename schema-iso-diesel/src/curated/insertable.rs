//! Insertable values.

pub use diesel::insertable::Insertable;
