// expect: only traits defined in the current crate can be implemented for types defined outside of the crate
// ISO-03: Nobody says of a foreign column where it appears.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

impl AppearsOnTable<items::table> for users::name {}

fn main() {}
