// expect: needs for itself
// macros: The module of a table has names of its own.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    pub table: String,
}

schema_iso_diesel::plugin_tables![items];

fn main() {}
