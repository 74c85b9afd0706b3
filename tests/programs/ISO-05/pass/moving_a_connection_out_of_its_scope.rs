//! ISO-05: A scope lends its connection.

use diesel::QueryResult;
use notes::{Note, Notes};
use schema_iso_host::Scope;

/// Reads all notes.
///
/// # Errors
///
/// The database's error.
pub fn all(mut scope: Scope<'_, Notes>) -> QueryResult<Vec<Note>> {
    notes::all(&mut scope)
}
