// ISO-02: A dot would read as a schema and a table.

#[schema_iso_diesel::plugin(id = "shop-items")]
pub struct Shop;
