// expect: the plugin id has the upper-case letter
// ISO-18: An export names the ids of its readers.
use schema_iso_diesel::{plugin, plugin_table, plugin_tables};

#[plugin(id = "shop")]
pub struct Shop;

#[plugin_table]
pub struct Offer {
    pub id: i64,
    pub maker_id: i64,
}

#[plugin_table(view, export("Billing"))]
pub struct Count {
    pub maker_id: i64,
    pub offers: i64,
}

plugin_tables![offers, counts];

fn main() {}
