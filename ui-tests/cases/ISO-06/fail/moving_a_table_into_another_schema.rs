// expect: moving an object into another schema is the host's to do
// ISO-06: What leaves the schema of the plugin is nobody's.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/moving_a_table_into_another_schema/refused"
)]
pub struct Shop;

fn main() {}
