// ISO-05: A scope lends its connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::host::Scope;

pub fn names(mut scope: Scope<'_, Shop>) -> QueryResult<Vec<String>> {
    items::table.select(items::name).load(&mut *scope)
}
