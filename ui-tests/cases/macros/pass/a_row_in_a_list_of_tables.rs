// macros: A list names the modules of tables, which stand beside their rows.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
    }

    schema_iso_diesel::plugin_tables![items];
}
