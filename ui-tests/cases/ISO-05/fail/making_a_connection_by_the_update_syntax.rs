// expect: fields `lent` and `plugin` of struct `diesel::SafeConnection` are private
// ISO-05: The fields are private, in the update syntax as well.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn forge(conn: SafeConnection<Shop>) -> SafeConnection<Shop> {
    SafeConnection { ..conn }
}

fn main() {}
