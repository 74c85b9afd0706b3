// ISO-02: PostgreSQL cuts names at 63 bytes, silently, and the schema has `plugin_` in
// front.

#[schema_iso_diesel::plugin(id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
pub struct Shop;
