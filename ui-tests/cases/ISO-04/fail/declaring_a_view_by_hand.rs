// expect: cannot find `view` in `diesel`
// ISO-04: `view!` can name any schema, as `table!` can.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

diesel::view! {
    plugin_auth.staff {
        name -> Text,
    }
}

fn main() {}
