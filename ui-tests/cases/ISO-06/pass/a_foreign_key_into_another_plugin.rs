// ISO-06: A migration names no schema but its own.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_foreign_key_into_another_plugin/accepted"
)]
pub struct Shop;
