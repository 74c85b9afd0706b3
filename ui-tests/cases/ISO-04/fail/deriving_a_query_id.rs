// expect: `#[derive(QueryId)]` is withheld from plugins
// errors: 1
// ISO-04: A wrong id makes one statement pass for another in the cache.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[derive(diesel::query_builder::QueryId)]
pub struct Everything;

fn main() {}
