// expect: unresolved import `diesel::expression::SqlLiteral`
// ISO-04: Where `sql` is not, its type is not.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::expression::SqlLiteral;

fn main() {}
