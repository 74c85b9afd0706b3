// expect: the traits of Diesel's connections are withheld from plugins
// errors: 1
// ISO-04: What is a connection can be told to run anything.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::{Connection, QueryResult};

pub fn run<C: Connection>(_: &mut C) -> QueryResult<usize> {
    Ok(0)
}

fn main() {}
