// expect: the table `Item` is not a struct with named fields
// macros: Columns have names.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item(pub i64);

fn main() {}
