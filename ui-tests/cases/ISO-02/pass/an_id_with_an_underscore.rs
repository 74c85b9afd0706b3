// ISO-02: `old-shop` and `old_shop` would share the schema `plugin_old_shop`.

#[schema_iso_diesel::plugin(id = "old-shop")]
pub struct Shop;
