// ISO-03: An associated type is the type.
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
    type Column = items::name;
    const COLUMN: items::name = items::name;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table.select(Mine::COLUMN).load(conn)
}
