// expect: cannot be written in a statement on
// ISO-03: Every column assigned is of the table that is updated.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set((items::name.eq("x"), groups::title.eq("x")))
        .execute(conn)
}

fn main() {}
