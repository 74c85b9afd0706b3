// ISO-03: What a join selects by default is not handed out.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table
        .inner_join(groups::table)
        .select((items::all_columns, groups::all_columns))
        .execute(conn)
}
