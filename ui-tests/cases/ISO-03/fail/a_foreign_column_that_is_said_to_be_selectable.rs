// expect: only traits defined in the current crate can be implemented for types defined outside of the crate
// ISO-03: Nobody says of a foreign column from where it can be selected.
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

impl SelectableExpression<items::table> for users::name {}

fn main() {}
