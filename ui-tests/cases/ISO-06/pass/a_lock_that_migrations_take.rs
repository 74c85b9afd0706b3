// ISO-06: Who holds the lock of a plugin's migrations keeps that plugin from booting.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_lock_that_migrations_take/accepted"
)]
pub struct Shop;
