// expect: only traits defined in the current crate can be implemented for types defined outside of the crate
// ISO-03: A foreign table is listed by its own crate.
use auth::schema::User;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

impl diesel::__private::NumberedTable for User {
    type Position = diesel::__private::End;
}

fn main() {}
