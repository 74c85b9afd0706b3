// expect: no method named `isolation_level`
// ISO-05: The words of BEGIN are methods; none takes a text.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = conn.build_transaction().isolation_level("SERIALIZABLE; DELETE FROM plugin_auth.users");
}

fn main() {}
