// expect: PostgreSQL's own
// ISO-06: The catalogue is PostgreSQL's.

#[schema_iso_diesel::plugin(id = "shop", shared_schemas("pg_catalog"))]
pub struct Shop;

fn main() {}
