// expect: cannot be shared between threads safely
// ISO-05: PostgreSQL speaks with one at a time.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    std::thread::scope(|scope| {
        let conn = &*conn;
        scope.spawn(move || format!("{conn:?}"));
    });
}

fn main() {}
