// ISO-02: A plugin has a schema of its own, so it has an id.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
