// expect: cannot appear in one query
// ISO-03: The fields of an insertable are looked at.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

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

fn main() {}
