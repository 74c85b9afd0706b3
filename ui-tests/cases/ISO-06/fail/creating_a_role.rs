// expect: this makes a role, which is the host's to do
// ISO-06: Roles are shared by the whole server.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/creating_a_role/refused"
)]
pub struct Shop;

fn main() {}
