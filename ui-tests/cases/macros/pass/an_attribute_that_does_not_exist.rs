// macros: A misspelt attribute is not passed over.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table(insert = NewItem)]
pub struct Item {
    pub id: i64,
    pub name: String,
}

schema_iso_diesel::plugin_tables![items];
