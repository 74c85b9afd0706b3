// expect: unresolved import `diesel::query_builder::AstPass`
// ISO-04: What has an `AstPass` writes what it likes.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::query_builder::AstPass;

fn main() {}
