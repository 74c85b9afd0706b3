// ISO-06: A migration can be reverted, or says why it cannot.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_migration_without_a_down/accepted"
)]
pub struct Shop;
