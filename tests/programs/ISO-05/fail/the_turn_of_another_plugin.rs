// expect: expected `&mut SafeConnection<Notes>`, found `&mut Scope<'_, Auth>`
// ISO-05: The connection of a scope is its plugin's.
use auth::Auth;
use diesel::QueryResult;
use notes::{Note, Notes};
use schema_iso_host::{SafeConnection, Scope};

pub fn all(scope: &mut Scope<'_, Auth>) -> QueryResult<Vec<Note>> {
    let conn: &mut SafeConnection<Notes> = scope;
    notes::all(conn)
}

fn main() {}
