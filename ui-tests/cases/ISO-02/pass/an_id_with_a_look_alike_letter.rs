// ISO-02: A letter that only looks like `o` would be another plugin.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
