// macros: A name means one column.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    pub kind: String,
    pub r#type: String,
}

schema_iso_diesel::plugin_tables![items];
