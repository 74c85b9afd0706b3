// expect: a foreign key cannot reference `Maker`
// ISO-18: A foreign key stays in the plugin.
use schema_iso_diesel::{plugin, plugin_import, plugin_table, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::user_cards)]
pub struct Maker {
    pub id: i64,
}

#[plugin_table]
pub struct Offer {
    pub id: i64,
    #[column(references = makers)]
    pub maker_id: i64,
}

plugin_tables![makers, offers];

fn main() {}
