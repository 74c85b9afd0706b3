// ISO-18: A foreign key references a table.
use schema_iso_diesel::{plugin, plugin_table, plugin_tables};

#[plugin(id = "shop")]
pub struct Shop;

#[plugin_table(view)]
pub struct Count {
    #[column(primary_key)]
    pub maker_id: i64,
    pub offers: i64,
}

#[plugin_table]
pub struct Award {
    pub id: i64,
    pub maker_id: i64,
}

plugin_tables![awards, counts];

fn main() {}
