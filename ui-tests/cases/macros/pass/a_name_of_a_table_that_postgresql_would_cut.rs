// macros: PostgreSQL cuts names at 63 bytes, silently.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table(table = "items_of_the_shop")]
pub struct Item {
    pub id: i64,
}

schema_iso_diesel::plugin_tables![items_of_the_shop];
