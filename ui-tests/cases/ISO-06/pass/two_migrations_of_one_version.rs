// ISO-06: Diesel would run one of the two and hide the other.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/two_migrations_of_one_version/accepted"
)]
pub struct Shop;
