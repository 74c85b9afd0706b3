// ISO-03: No condition is boxed for a join that cannot be.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

type Both = diesel::dsl::InnerJoinQuerySource<
    items::table,
    groups::table,
    diesel::dsl::Eq<groups::id, items::group_id>,
>;

pub fn condition()
-> Box<dyn BoxableExpression<Both, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(groups::title.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(groups::table.on(groups::id.eq(items::group_id)))
        .filter(condition())
        .select(items::name)
        .load(conn)
}
