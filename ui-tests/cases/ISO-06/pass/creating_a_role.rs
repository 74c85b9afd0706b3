// ISO-06: Roles are shared by the whole server.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/creating_a_role/accepted"
)]
pub struct Shop;
