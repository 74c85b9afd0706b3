// macros: The SQL type follows from the Rust type, or is named.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    pub price: i64,
}

schema_iso_diesel::plugin_tables![items];
