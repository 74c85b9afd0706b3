// expect: the table `Item` is not a struct with named fields
// macros: A row has all its columns.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub enum Item {
    Draft,
}

fn main() {}
