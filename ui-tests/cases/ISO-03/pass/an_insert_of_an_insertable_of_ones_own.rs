// ISO-03: Deriving an insertable for a table is not owning it.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Insertable)]
#[diesel(table_name = groups)]
pub struct Form {
    id: i64,
    title: String,
}

pub fn run(conn: &mut SafeConnection<Shop>, form: Form) -> QueryResult<usize> {
    form.insert_into(groups::table).execute(conn)
}
