// ISO-02: A hyphen joins two words.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
