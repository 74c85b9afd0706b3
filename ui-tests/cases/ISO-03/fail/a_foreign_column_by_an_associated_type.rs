// expect: cannot appear in one query
// ISO-03: An associated type is the type.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

trait Named {
    type Column;
    const COLUMN: Self::Column;
}

struct Mine;

impl Named for Mine {
    type Column = users::name;
    const COLUMN: users::name = users::name;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table.select(Mine::COLUMN).load(conn)
}

fn main() {}
