// expect: unresolved imports `diesel::connection::Instrumentation`
// ISO-04: It sees every statement of the connection, whoever runs it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::connection::{Instrumentation, set_default_instrumentation};

fn main() {}
