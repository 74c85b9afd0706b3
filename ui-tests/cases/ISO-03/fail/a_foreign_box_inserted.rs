// expect: cannot be inserted into this table
// ISO-03: A boxed select remembers whose table it reads.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(users::table.select((users::id, users::name)).into_boxed())
        .into_columns((groups::id, groups::title))
        .execute(conn)
}

fn main() {}
