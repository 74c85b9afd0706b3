// expect: unresolved import `diesel::migration`
// ISO-04: Migrations are the host's to run.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::migration::{Migration, MigrationSource};

fn main() {}
