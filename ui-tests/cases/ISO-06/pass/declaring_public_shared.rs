// ISO-06: What is in `public` is everybody's and nobody's.

#[schema_iso_diesel::plugin(id = "shop", shared_schemas("extensions"))]
pub struct Shop;
