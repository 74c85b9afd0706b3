// macros: A foreign key stays in the schema, as do the joins along it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
        #[column(references = owners)]
        pub owner_id: i64,
    }

    #[schema_iso_diesel::plugin_table]
    pub struct Owner {
        pub id: i64,
    }

    schema_iso_diesel::plugin_tables![items, owners];
}
