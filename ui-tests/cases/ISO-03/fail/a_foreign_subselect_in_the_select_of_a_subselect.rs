// expect: cannot appear in one query
// ISO-03: The SELECT list of a subselect is looked at.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(
            items::name
                .nullable()
                .eq_any(groups::table.select(users::table.select(users::name).single_value())),
        )
        .load(conn)
}

fn main() {}
