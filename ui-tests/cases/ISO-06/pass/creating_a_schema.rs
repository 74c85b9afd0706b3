// ISO-06: A plugin has one schema, and the host makes it.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/creating_a_schema/accepted"
)]
pub struct Shop;
