// ISO-02: An id begins with a letter.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
