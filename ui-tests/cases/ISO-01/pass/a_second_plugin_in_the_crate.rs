// ISO-01: A crate is one plugin, however many structs it has.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Reports;
