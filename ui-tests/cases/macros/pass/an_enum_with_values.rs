// macros: A label holds no values.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum]
#[derive(Debug)]
pub enum Status {
    Draft,
    Live,
}
