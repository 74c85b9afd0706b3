// expect: the schema `public` cannot be declared shared
// ISO-06: What is in `public` is everybody's and nobody's.

#[schema_iso_diesel::plugin(id = "shop", shared_schemas("public"))]
pub struct Shop;

fn main() {}
