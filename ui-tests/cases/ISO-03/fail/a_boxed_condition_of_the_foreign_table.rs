// expect: AppearsOnTable<
// ISO-03: A boxed condition fits the table that it was boxed for.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn condition()
-> Box<dyn BoxableExpression<users::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(users::name.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(condition()).load(conn)
}

fn main() {}
