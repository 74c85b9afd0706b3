// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: `load_iter` asks the same as `load`.
use auth::schema::{User, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    Ok(users::table
        .load_iter::<User, diesel::pg::PgRowByRowLoadingMode>(conn)?
        .count())
}

fn main() {}
