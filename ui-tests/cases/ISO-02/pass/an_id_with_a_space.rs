// ISO-02: An id is words joined by hyphens.

#[schema_iso_diesel::plugin(id = "old-shop")]
pub struct Shop;
