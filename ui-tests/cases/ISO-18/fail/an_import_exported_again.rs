// expect: `export`
// ISO-18: What is imported is not exported again.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards, export)]
pub struct Maker {
    pub id: i64,
}

plugin_tables![makers];

fn main() {}
