// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: Feeding a foreign table from one's own is writing to it.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(users::table)
        .values(items::table.select((items::group_id, items::name)))
        .into_columns((users::id, users::name))
        .execute(conn)
}

fn main() {}
