// expect: cannot appear in one query
// ISO-03: The fields of a changeset are looked at.
// errors: 2
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

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

impl diesel::expression::AsExpression<diesel::sql_types::Text> for &Title {
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

fn main() {}
