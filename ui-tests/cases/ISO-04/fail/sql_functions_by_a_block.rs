// expect: declare_sql_function
// ISO-04: Any function can be named, `query_to_xml` and `dblink` among them.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::expression::functions::declare_sql_function;

fn main() {}
