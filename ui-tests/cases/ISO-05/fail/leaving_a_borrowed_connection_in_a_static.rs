// expect: borrowed data escapes outside of function
// ISO-05: A borrowed connection does not outlive its loan.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

use std::sync::Mutex;

static KEPT: Mutex<Option<&'static mut SafeConnection<Shop>>> = Mutex::new(None);

pub fn keep(conn: &mut SafeConnection<Shop>) {
    *KEPT.lock().unwrap() = Some(conn);
}

fn main() {}
