//! The backend, for the bounds of `ToSql` and `FromSql`.

pub use diesel::backend::Backend;
