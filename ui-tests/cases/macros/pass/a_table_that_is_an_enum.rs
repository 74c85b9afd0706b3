// macros: A row has all its columns.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum]
#[derive(Debug)]
pub enum Item {
    Draft,
}
