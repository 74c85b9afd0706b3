// expect: a table of the plugin `Shop` and a table of the plugin `Auth` cannot appear in one query
// macros: A foreign key stays in the schema, as do the joins along it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    use auth::schema::users;

    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
        #[column(references = users)]
        pub owner_id: i64,
    }

    schema_iso_diesel::plugin_tables![items];
}

fn main() {}
