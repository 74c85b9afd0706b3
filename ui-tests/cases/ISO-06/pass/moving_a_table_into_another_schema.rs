// ISO-06: What leaves the schema of the plugin is nobody's.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/moving_a_table_into_another_schema/accepted"
)]
pub struct Shop;
