// expect: `table!` is withheld from plugins
// errors: 1
// ISO-04: `table!` can name any schema.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

diesel::table! {
    plugin_auth.users (id) {
        id -> Int8,
        name -> Text,
    }
}

fn main() {}
