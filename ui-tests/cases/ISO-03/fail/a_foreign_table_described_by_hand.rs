// expect: only traits defined in the current crate can be implemented for types defined outside of the crate
// ISO-03: A foreign table is described by its own crate.
use auth::schema::users;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::Item;

#[plugin(id = "shop")]
pub struct Shop;

impl diesel::__private::PluginColumn for users::name {
    type Table = Item;
    type SqlType = diesel::sql_types::Text;
    type Position = diesel::__private::End;
    type IsPrimaryKey = diesel::__private::No;

    const NAME: &'static str = "name";
}

fn main() {}
