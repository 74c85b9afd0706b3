// expect: unresolved import `diesel::sql_types::HasSqlType`
// ISO-04: A look-up without a schema finds another plugin's type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::sql_types::HasSqlType;

fn main() {}
