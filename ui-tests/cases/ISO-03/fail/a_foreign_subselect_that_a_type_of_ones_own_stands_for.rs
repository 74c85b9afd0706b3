// expect: cannot appear in one query
// ISO-03: What a value becomes is looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Title;

impl diesel::expression::AsExpression<diesel::sql_types::Text> for Title {
    type Expression = diesel::dsl::AssumeNotNull<
        diesel::dsl::SingleValue<diesel::dsl::Select<users::table, users::name>>,
    >;

    fn as_expression(self) -> Self::Expression {
        users::table
            .select(users::name)
            .single_value()
            .assume_not_null()
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table.filter(items::name.eq(Title)).load(conn)
}

fn main() {}
