// ISO-05: `BorrowMut` is for the type itself, as for any type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _: &mut SafeConnection<Shop> = std::borrow::BorrowMut::<SafeConnection<Shop>>::borrow_mut(conn);
}
