// expect: cannot appear in one query
// ISO-03: Both sides of an array operator are looked at.
use auth::schema::users;
use diesel::dsl::array;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(
            items::tags.contains(array::<diesel::sql_types::Text, _>((users::table
                .select(users::name)
                .single_value()
                .assume_not_null(),))),
        )
        .load(conn)
}

fn main() {}
