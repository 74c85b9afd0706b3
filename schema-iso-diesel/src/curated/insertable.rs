//! What can be inserted.

pub use diesel::insertable::Insertable;
