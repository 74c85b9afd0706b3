// ISO-03: A foreign column fits into no boxed condition.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn condition()
-> Box<dyn BoxableExpression<items::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(items::name.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(condition()).load(conn)
}
