//! Errors and results.

pub use diesel::result::Error::NotFound;
pub use diesel::result::{
    ConnectionError, ConnectionResult, DatabaseErrorInformation, DatabaseErrorKind,
    DeserializeFieldError, EmptyChangeset, EmptyQuery, Error, OptionalEmptyChangesetExtension,
    OptionalExtension, QueryResult, UnexpectedEndOfRow, UnexpectedNullError,
};
