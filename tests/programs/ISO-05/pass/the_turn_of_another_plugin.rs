//! ISO-05: The connection of a scope is its plugin's.

use diesel::QueryResult;
use notes::{Note, Notes};
use schema_iso_host::{SafeConnection, Scope};

/// Reads all notes.
///
/// # Errors
///
/// The database's error.
pub fn all(scope: &mut Scope<'_, Notes>) -> QueryResult<Vec<Note>> {
    let conn: &mut SafeConnection<Notes> = scope;
    notes::all(conn)
}
