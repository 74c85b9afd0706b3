//! Rows, as a hand-written `FromSqlRow` sees them.

pub use diesel::row::{Field, NamedRow, Row, RowIndex};
