// expect: type mismatch resolving `<Column<name> as Column>::Table == Table<Group>`
// ISO-03: An alias has the columns of its table.
// errors: 3
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    let other = diesel::alias!(groups as other);
    other.select(other.field(users::name)).load(conn)
}

fn main() {}
