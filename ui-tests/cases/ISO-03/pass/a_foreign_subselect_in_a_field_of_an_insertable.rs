// ISO-03: The fields of an insertable are looked at.
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
        diesel::dsl::SingleValue<diesel::dsl::Select<items::table, items::name>>,
    >;

    fn as_expression(self) -> Self::Expression {
        items::table
            .select(items::name)
            .single_value()
            .assume_not_null()
    }
}

#[derive(Insertable)]
#[diesel(table_name = groups)]
pub struct Row {
    id: i64,
    title: Title,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(Row {
            id: 1,
            title: Title,
        })
        .execute(conn)
}
