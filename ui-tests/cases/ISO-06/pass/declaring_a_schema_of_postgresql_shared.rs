// ISO-06: The catalogue is PostgreSQL's.

#[schema_iso_diesel::plugin(id = "shop", shared_schemas("extensions"))]
pub struct Shop;
