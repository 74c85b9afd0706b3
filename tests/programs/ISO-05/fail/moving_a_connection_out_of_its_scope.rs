// expect: cannot move out of dereference
// ISO-05: A scope lends its connection.
use notes::Notes;
use schema_iso_host::{SafeConnection, Scope};

pub fn smuggle(scope: Scope<'_, Notes>) -> SafeConnection<Notes> {
    *scope
}

fn main() {}
