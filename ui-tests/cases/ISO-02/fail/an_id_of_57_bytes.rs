// expect: 57 bytes long, 56 are allowed
// ISO-02: PostgreSQL cuts names at 63 bytes, silently, and the schema has `plugin_` in
// front.

#[schema_iso_diesel::plugin(id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
pub struct Shop;

fn main() {}
