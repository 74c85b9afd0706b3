// ISO-18: An import has the types of the export.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards)]
pub struct Maker {
    pub id: i64,
    pub name: String,
}

plugin_tables![makers];

fn main() {}
