// ISO-01: A plugin is a name, without values of its own.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
