// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: `insert_into` of a select reads a table.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    users::table
        .select((users::id, users::name))
        .insert_into(groups::table)
        .into_columns((groups::id, groups::title))
        .execute(conn)
}

fn main() {}
