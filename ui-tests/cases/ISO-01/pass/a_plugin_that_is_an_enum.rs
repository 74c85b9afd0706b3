// ISO-01: A plugin is a struct without fields.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
