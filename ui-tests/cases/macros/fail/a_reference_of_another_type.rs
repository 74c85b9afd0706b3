// expect: the foreign key does not have the SQL type of the column that it references
// macros: A foreign key has the type of what it references.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
        #[column(references = groups)]
        pub group_id: String,
    }

    #[schema_iso_diesel::plugin_table]
    pub struct Group {
        pub id: i64,
    }

    schema_iso_diesel::plugin_tables![items, groups];
}

fn main() {}
