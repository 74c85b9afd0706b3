// ISO-03: A box in a box hides nothing.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn condition()
-> Box<dyn BoxableExpression<items::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(exists(groups::table.into_boxed()))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(condition()).load(conn)
}
