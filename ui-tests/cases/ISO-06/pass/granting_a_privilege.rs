// ISO-06: Who may do what is decided by the host.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/granting_a_privilege/accepted"
)]
pub struct Shop;
