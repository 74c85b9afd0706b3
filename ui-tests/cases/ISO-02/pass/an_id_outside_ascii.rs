// ISO-02: PostgreSQL counts bytes, and cuts names at 63 of them.

#[schema_iso_diesel::plugin(id = "laedchen")]
pub struct Shop;
