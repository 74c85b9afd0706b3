// expect: does not say what it imports
// ISO-18: An import names what it imports.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import]
pub struct Maker {
    pub id: i64,
}

plugin_tables![makers];

fn main() {}
