// ISO-05: A static has one type, as everything has.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use std::sync::Mutex;

static KEPT: Mutex<Option<SafeConnection<Shop>>> = Mutex::new(None);

pub fn keep(conn: SafeConnection<Shop>) {
    *KEPT.lock().unwrap() = Some(conn);
}
