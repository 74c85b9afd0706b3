// ISO-04: A SQL function keeps its owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[schema_iso_diesel::plugin_functions]
extern "SQL" {
    fn purge(name: diesel::sql_types::Text) -> diesel::sql_types::BigInt;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table.select(purge(items::name)).load(conn)
}
