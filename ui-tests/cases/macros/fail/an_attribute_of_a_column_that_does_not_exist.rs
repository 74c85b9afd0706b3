// expect: `#[column]` has no attribute `primary`
// macros: A misspelt attribute is not passed over.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    #[column(primary)]
    pub code: String,
}

schema_iso_diesel::plugin_tables![items];

fn main() {}
