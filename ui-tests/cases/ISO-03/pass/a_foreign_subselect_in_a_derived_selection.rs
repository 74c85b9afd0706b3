// ISO-03: `select_expression` is looked at.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
pub struct Row {
    #[diesel(select_expression = groups::table.select(groups::title).single_value())]
    pub name: Option<String>,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Row>> {
    items::table.select(Row::as_select()).load(conn)
}
