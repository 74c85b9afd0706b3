// ISO-05: PostgreSQL speaks with one at a time.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    std::thread::scope(|scope| {
        scope.spawn(move || format!("{conn:?}"));
    });
}
