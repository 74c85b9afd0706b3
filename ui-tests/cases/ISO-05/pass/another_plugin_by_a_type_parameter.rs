// ISO-05: Whoever is generic over plugins cannot choose one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn any<P: diesel::Plugin>(conn: &mut SafeConnection<P>) -> String {
    format!("{conn:?}")
}
