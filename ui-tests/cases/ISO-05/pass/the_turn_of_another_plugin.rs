// ISO-05: The connection of a scope is its plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::host::Scope;

pub fn names(scope: &mut Scope<'_, Shop>) -> QueryResult<Vec<String>> {
    let conn: &mut SafeConnection<Shop> = scope;
    items::table.select(items::name).load(conn)
}
