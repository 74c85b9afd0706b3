// ISO-06: A migration runs as whom the host chose.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/becoming_another_role/accepted"
)]
pub struct Shop;
