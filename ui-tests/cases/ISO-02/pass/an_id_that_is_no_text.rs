// ISO-02: An id is a literal, so that it can be found by searching for it.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
