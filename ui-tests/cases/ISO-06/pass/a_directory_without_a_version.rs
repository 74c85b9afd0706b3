// ISO-06: The version is the order.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_directory_without_a_version/accepted"
)]
pub struct Shop;
