// macros: A label means one variant.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum]
#[derive(Debug)]
pub enum Status {
    Draft,
    #[label("sketch")]
    Sketch,
}
