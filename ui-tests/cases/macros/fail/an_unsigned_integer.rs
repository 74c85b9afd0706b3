// expect: `u64` does not say by itself which SQL type its column has
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
