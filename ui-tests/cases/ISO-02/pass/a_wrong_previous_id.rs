// ISO-02: A previous id was an id once, so it has the form of one.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("old-shop"))]
pub struct Shop;
