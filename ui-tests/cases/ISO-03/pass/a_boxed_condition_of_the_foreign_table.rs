// ISO-03: A boxed condition fits the table that it was boxed for.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn condition()
-> Box<dyn BoxableExpression<groups::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(groups::title.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
    groups::table.filter(condition()).load(conn)
}
