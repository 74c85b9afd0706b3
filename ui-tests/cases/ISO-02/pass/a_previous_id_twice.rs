// ISO-02: Previous ids are tried one after the other.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("market", "bazaar"))]
pub struct Shop;
