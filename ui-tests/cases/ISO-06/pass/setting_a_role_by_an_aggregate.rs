// ISO-06: An aggregate calls what it is made of.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/setting_a_role_by_an_aggregate/accepted"
)]
pub struct Shop;
