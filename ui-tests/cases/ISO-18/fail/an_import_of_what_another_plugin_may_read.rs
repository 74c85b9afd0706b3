// expect: is not exported to the plugin `shop`
// ISO-18: The owner decides who may read an export.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::payers)]
pub struct Maker {
    pub id: i64,
}

plugin_tables![makers];

fn main() {}
