// ISO-02: An id needs no quoting, in SQL or elsewhere.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
