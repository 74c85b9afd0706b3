// ISO-06: A plugin cannot declare another one's schema shared.

#[schema_iso_diesel::plugin(id = "shop", shared_schemas("extensions"))]
pub struct Shop;
