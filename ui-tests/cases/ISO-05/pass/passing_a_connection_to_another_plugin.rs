// ISO-05: A function of another plugin takes that plugin's connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<auth::Auth>) -> QueryResult<Vec<String>> {
    auth::api::names(conn)
}
