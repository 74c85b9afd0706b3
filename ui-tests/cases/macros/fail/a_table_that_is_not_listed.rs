// expect: is not listed in `plugin_tables!`
// errors: 1
// macros: The host knows the listed tables only.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

mod schema {
    #[schema_iso_diesel::plugin_table]
    pub struct Item {
        pub id: i64,
    }

    #[schema_iso_diesel::plugin_table]
    pub struct Group {
        pub id: i64,
    }

    schema_iso_diesel::plugin_tables![items];
}

fn main() {}
