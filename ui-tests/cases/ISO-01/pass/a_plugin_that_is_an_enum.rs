// ISO-01: A plugin is a struct.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
