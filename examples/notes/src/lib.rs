//! Keeps notes in a PostgreSQL schema of its own.

use diesel::prelude::*;
use schema_iso_diesel::{plugin, plugin_table, plugin_tables};

/// The plugin.
#[plugin(id = "notes", migrations = "migrations")]
#[derive(Debug)]
pub struct Notes;

/// A row of the table `notes`.
#[plugin_table]
#[derive(Debug)]
pub struct Note {
    /// The primary key.
    #[column(default = "nextval('notes_id_seq')")]
    pub id: i64,
    /// The text of the note.
    pub text: String,
}

plugin_tables![notes];

/// Stores a note.
pub fn add(conn: &mut SafeConnection<Notes>, text: &str) -> QueryResult<Note> {
    diesel::insert_into(notes::table)
        .values(notes::text.eq(text))
        .returning(Note::as_returning())
        .get_result(conn)
}

/// Returns all notes, the oldest first.
pub fn all(conn: &mut SafeConnection<Notes>) -> QueryResult<Vec<Note>> {
    notes::table
        .order(notes::id)
        .select(Note::as_select())
        .load(conn)
}
