// expect: the traits of Diesel's connections are withheld from plugins
// ISO-04: Its one method sends a text.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::QueryResult;
use diesel::connection::SimpleConnection;

pub fn run<C: SimpleConnection>(_: &mut C) -> QueryResult<usize> {
    Ok(0)
}

fn main() {}
