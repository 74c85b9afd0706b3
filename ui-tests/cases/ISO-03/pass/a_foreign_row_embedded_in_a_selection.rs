// ISO-03: What is embedded is selected as well.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups, items};

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
pub struct Row {
    pub name: String,
    #[diesel(embed)]
    pub other: Group,
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Row>> {
    items::table
        .inner_join(groups::table)
        .select(Row::as_select())
        .load(conn)
}
