// macros: The module of a table has names of its own.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    #[column(name = "table")]
    pub table_number: String,
}

schema_iso_diesel::plugin_tables![items];
