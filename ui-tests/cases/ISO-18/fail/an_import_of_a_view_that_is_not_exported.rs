// expect: is not exported by its plugin
// ISO-18: The owner decides what others may read.
use schema_iso_diesel::{plugin, plugin_import, plugin_tables};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

#[plugin_import(from = auth::schema::last_sessions)]
pub struct Maker {
    pub user_id: i64,
}

plugin_tables![makers];

fn main() {}
