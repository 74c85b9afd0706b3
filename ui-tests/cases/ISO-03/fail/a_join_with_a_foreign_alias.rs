// expect: cannot appear in one query
// ISO-03: An alias joins as its table does.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    let other = diesel::alias!(users as other);
    items::table
        .inner_join(other.on(other.field(users::id).eq(items::group_id)))
        .select(items::name)
        .load(conn)
}

fn main() {}
