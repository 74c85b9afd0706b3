//! `InvalidIndex`: an index that PostgreSQL neither uses nor enforces.

use std::fmt;

/// An index that PostgreSQL neither uses nor enforces, since building it concurrently failed
/// (ISO-16).
///
/// `Display` names the index and the two statements that mend it.
///
/// ```
/// use schema_iso_host::MigrateErrorKind;
///
/// fn to_drop(error: &MigrateErrorKind) -> Vec<&str> {
///     match error {
///         MigrateErrorKind::InvalidIndexes { indexes, .. } => {
///             indexes.iter().map(|index| index.drop.as_str()).collect()
///         }
///         _ => Vec::new(),
///     }
/// }
/// # assert!(to_drop(&MigrateErrorKind::Stopped).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidIndex {
    /// The name, without the schema.
    pub name: String,
    /// The statement that drops the index.
    pub drop: String,
    /// The statement that creates it again.
    pub create: String,
}

impl fmt::Display for InvalidIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, drop, create } = self;
        write!(f, "`{name}` (run `{drop}`; it is made again by `{create}`)")
    }
}
