// expect: could not find `ownership` in `diesel`
// ISO-04: What may stand in FROM is a closed list.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::ownership::OwnedSource;

fn main() {}
