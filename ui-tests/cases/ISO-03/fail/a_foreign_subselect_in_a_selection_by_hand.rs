// expect: cannot appear in one query
// ISO-03: A selection by hand is looked at like a derived one.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable)]
pub struct Row {
    pub name: Option<String>,
}

impl diesel::expression::Selectable<diesel::pg::Pg> for Row {
    type SelectExpression =
        (diesel::dsl::SingleValue<diesel::dsl::Select<users::table, users::name>>,);

    fn construct_selection() -> Self::SelectExpression {
        (users::table.select(users::name).single_value(),)
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Row>> {
    items::table.select(Row::as_select()).load(conn)
}

fn main() {}
