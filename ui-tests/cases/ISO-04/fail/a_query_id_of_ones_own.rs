// expect: the traits with which a type writes SQL are withheld from plugins
// ISO-04: A wrong id makes one statement pass for another in the cache.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

pub struct Everything;

impl diesel::query_builder::QueryId for Everything {
    type QueryId = Self;
}

fn main() {}
