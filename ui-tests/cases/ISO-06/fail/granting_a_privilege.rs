// expect: this grants a privilege, which is the host's to do
// ISO-06: Who may do what is decided by the host.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/granting_a_privilege/refused"
)]
pub struct Shop;

fn main() {}
