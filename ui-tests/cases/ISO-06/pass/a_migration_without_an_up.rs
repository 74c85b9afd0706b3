// ISO-06: A migration does something.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_migration_without_an_up/accepted"
)]
pub struct Shop;
