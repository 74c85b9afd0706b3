// expect: expected `&mut SafeConnection<Auth>`, found `&mut SafeConnection<Shop>`
// ISO-05: `BorrowMut` is for the type itself, as for any type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _: &mut SafeConnection<auth::Auth> = std::borrow::BorrowMut::<SafeConnection<Shop>>::borrow_mut(conn);
}

fn main() {}
