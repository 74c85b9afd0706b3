// ISO-01: An owner that can be no id is told as one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table(plugin = "shop")]
pub struct Item {
    pub id: i64,
}

schema_iso_diesel::plugin_tables![items];
