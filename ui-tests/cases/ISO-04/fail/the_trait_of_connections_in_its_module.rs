// expect: no `TransactionManager` in
// ISO-04: The module of connections has loading modes only.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::connection::{Connection, LoadConnection, TransactionManager};

fn main() {}
