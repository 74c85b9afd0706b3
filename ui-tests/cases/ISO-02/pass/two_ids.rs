// ISO-02: A plugin has one id; those that it had are previous ones.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("market"))]
pub struct Shop;
