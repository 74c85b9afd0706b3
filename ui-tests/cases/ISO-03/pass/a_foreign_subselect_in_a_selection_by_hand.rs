// ISO-03: A selection by hand is looked at like a derived one.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable)]
pub struct Row {
    pub name: Option<String>,
}

impl diesel::expression::Selectable<diesel::pg::Pg> for Row {
    type SelectExpression =
        (diesel::dsl::SingleValue<diesel::dsl::Select<groups::table, groups::title>>,);

    fn construct_selection() -> Self::SelectExpression {
        (groups::table.select(groups::title).single_value(),)
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Row>> {
    items::table.select(Row::as_select()).load(conn)
}
