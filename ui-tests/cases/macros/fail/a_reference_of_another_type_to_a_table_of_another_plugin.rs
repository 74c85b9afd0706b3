// expect: a table of the plugin `Shop` and a table of the plugin `Auth` cannot appear in one query
// macros: Whose the table is comes before its types: another type would not help.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    use auth::schema::users;

    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
        #[column(references = users)]
        pub owner_name: String,
    }

    schema_iso_diesel::plugin_tables![items];
}

fn main() {}
