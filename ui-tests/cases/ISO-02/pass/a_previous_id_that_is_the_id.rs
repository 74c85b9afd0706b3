// ISO-02: A plugin is not renamed to what it is called.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("market"))]
pub struct Shop;
