// ISO-01: A plugin lists its own tables only.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    use schema_iso_diesel::{plugin_table, plugin_tables};

    #[plugin_table]
    pub struct Item {
        pub id: i64,
    }

    plugin_tables![items];
}
