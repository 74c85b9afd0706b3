// ISO-01: The tables of a plugin stand in one list, so that the host knows all.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    use schema_iso_diesel::{plugin_table, plugin_tables};

    #[plugin_table]
    pub struct Item {
        pub id: i64,
    }

    #[plugin_table]
    pub struct Group {
        pub id: i64,
    }

    plugin_tables![items, groups];
}
