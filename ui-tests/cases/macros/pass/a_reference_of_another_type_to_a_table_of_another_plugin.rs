// macros: Whose the table is comes before its types: this one is the plugin's, and of the type.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table]
    pub struct Owner {
        #[column(primary_key)]
        pub name: String,
    }

    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
        #[column(references = owners)]
        pub owner_name: String,
    }

    schema_iso_diesel::plugin_tables![items, owners];
}
