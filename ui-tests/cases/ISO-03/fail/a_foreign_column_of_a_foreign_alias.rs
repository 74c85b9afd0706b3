// expect: AppearsInFromClause<Alias<other>>` is not satisfied
// ISO-03: A field of a foreign alias is foreign.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    let other = diesel::alias!(users as other);
    items::table
        .filter(other.field(users::name).eq("x"))
        .load(conn)
}

fn main() {}
