// expect: `Item` belongs to no plugin: the crate `
// ISO-01: A table has an owner.

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
}

fn main() {}
