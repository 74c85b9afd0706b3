// ISO-18: An import is as nullable as the export.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards)]
pub struct Maker {
    pub id: i64,
    pub nickname: Option<String>,
}

plugin_tables![makers];

fn main() {}
