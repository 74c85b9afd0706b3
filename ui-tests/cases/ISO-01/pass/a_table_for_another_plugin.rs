// ISO-01: A table belongs to the plugin of the crate that declares it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table(plugin = "shop")]
    pub struct User {
        pub id: i64,
        pub name: String,
    }

    schema_iso_diesel::plugin_tables![users];
}
