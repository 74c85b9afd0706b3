// ISO-01: A misspelt owner is another owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
}

schema_iso_diesel::plugin_tables![items];
