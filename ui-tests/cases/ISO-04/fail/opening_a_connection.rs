// expect: `PgConnection` is withheld from plugins
// ISO-04: A plugin gets its connections from the host.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

pub fn open() {
    let _ = diesel::PgConnection::establish("postgres://localhost");
}

fn main() {}
