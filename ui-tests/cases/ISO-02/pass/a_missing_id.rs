// ISO-02: A plugin has an id.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
