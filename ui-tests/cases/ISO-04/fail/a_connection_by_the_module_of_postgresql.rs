// expect: `PgConnection` is withheld from plugins
// errors: 1
// ISO-04: A plugin gets its connections from the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use schema::{Item, items};

pub fn all(conn: &mut PgConnection) -> QueryResult<Vec<Item>> {
    items::table.select(Item::as_select()).load(conn)
}

fn main() {}
