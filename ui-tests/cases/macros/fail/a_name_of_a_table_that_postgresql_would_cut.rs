// expect: of which PostgreSQL keeps 63
// macros: PostgreSQL cuts names at 63 bytes, silently.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table(table = "items_items_items_items_items_items_items_items_items_items_items_")]
pub struct Item {
    pub id: i64,
}

fn main() {}
