// macros: A name means one table.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod old {
    #[schema_iso_diesel::plugin_table(table = "old_items")]
    pub struct Item {
        pub id: i64,
    }
}

mod new {
    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
    }
}

schema_iso_diesel::plugin_tables![old::old_items, new::items];
