// expect: `Price` does not say by itself which SQL type its column has
// errors: 1
// macros: The SQL type follows from the Rust type, or is named.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Debug)]
pub struct Price(i64);

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    pub price: Price,
}

schema_iso_diesel::plugin_tables![items];

fn main() {}
