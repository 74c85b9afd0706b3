// ISO-02: A hyphen joins two words.

#[schema_iso_diesel::plugin(id = "old-shop")]
pub struct Shop;
