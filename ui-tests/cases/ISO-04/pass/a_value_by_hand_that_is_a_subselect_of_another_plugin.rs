// ISO-04: A hand-written `AsExpression` yields an expression, and the query holds it against
// FROM.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(Debug, Clone, Copy)]
pub struct Wanted;

type Subselect = diesel::dsl::AssumeNotNull<diesel::dsl::SingleValue<diesel::dsl::Select<groups::table, groups::title>>>;

impl diesel::expression::AsExpression<diesel::sql_types::Text> for Wanted {
    type Expression = Subselect;

    fn as_expression(self) -> Self::Expression {
        groups::table.select(groups::title).single_value().assume_not_null()
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(items::name.eq(Wanted)).load(conn)
}
