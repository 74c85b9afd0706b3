// expect: `prefix_operator!` is withheld from plugins
// ISO-04: An operator is a text that is written as it stands.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

diesel::prefix_operator!(Every, "true OR ");

fn main() {}
