// expect: PostgreSQL has no unsigned integers, so there is no column of `u64`
// errors: 1
// macros: PostgreSQL has no unsigned integers.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: u64,
}

schema_iso_diesel::plugin_tables![items];

fn main() {}
