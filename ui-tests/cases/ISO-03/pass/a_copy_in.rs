// ISO-03: COPY writes to a table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Insertable)]
#[diesel(table_name = groups, treat_none_as_default_value = false)]
pub struct Row {
    id: i64,
    title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, rows: Vec<Row>) -> QueryResult<usize> {
    diesel::copy_from(groups::table)
        .from_insertable(rows)
        .execute(conn)
}
