// ISO-06: A database has an extension once, so the host installs it.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/installing_an_extension/accepted"
)]
pub struct Shop;
