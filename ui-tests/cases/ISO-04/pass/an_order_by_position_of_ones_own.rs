// ISO-04: What orders the rows of a set operation is a position.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::query_dsl::positional_order_dsl::{
    IntoPositionalOrderExpr, OrderColumn, PositionalOrderDsl,
};

pub struct ByName;

impl IntoPositionalOrderExpr for ByName {
    type Output = diesel::dsl::Desc<OrderColumn>;

    fn into_positional_expr(self) -> Self::Output {
        OrderColumn(1).desc()
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .select(items::name)
        .union(items::table.select(items::name))
        .positional_order_by(ByName)
        .load(conn)
}
