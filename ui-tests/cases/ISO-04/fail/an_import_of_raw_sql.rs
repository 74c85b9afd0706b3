// expect: unresolved import `diesel::dsl::sql`
// ISO-04: A name that is not there cannot be imported under another one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::dsl::sql as harmless;

fn main() {}
