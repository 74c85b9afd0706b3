// ISO-03: The fields of a changeset are looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

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

impl diesel::expression::AsExpression<diesel::sql_types::Text> for &Title {
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

#[derive(AsChangeset)]
#[diesel(table_name = items)]
pub struct Changes {
    name: Title,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::update(items::table)
        .set(Changes { name: Title })
        .execute(conn)
}
