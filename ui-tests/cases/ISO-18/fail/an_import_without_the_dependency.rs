// expect: does not depend on it
// ISO-18: Whoever imports depends on the owner.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop")]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards)]
pub struct Maker {
    pub id: i64,
    pub name: String,
}

plugin_tables![makers];

fn main() {}
