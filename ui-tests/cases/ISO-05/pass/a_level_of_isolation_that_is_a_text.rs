// ISO-05: The words of BEGIN are methods; none takes a text.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = conn.build_transaction().serializable();
}
