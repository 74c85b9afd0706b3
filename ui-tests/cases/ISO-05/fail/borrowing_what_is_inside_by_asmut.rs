// expect: the method `as_mut` exists for mutable reference `&mut diesel::SafeConnection<Shop>`, but its trait bounds were not satisfied
// ISO-05: There is no `AsMut`.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _: &mut diesel::pg::Pg = conn.as_mut();
}

fn main() {}
