// macros: Diesel finds, saves and deletes rows by their primary key.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    #[column(primary_key)]
    pub code: String,
}

schema_iso_diesel::plugin_tables![items];
