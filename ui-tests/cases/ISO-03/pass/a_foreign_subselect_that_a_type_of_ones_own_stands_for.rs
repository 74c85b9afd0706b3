// ISO-03: What a value becomes is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Title;

impl diesel::expression::AsExpression<diesel::sql_types::Text> for Title {
    type Expression = diesel::dsl::AssumeNotNull<
        diesel::dsl::SingleValue<diesel::dsl::Select<groups::table, groups::title>>,
    >;

    fn as_expression(self) -> Self::Expression {
        groups::table
            .select(groups::title)
            .single_value()
            .assume_not_null()
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(items::name.eq(Title)).load(conn)
}
