// expect: this changes the role that runs the migration
// ISO-06: A migration runs as whom the host chose.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/becoming_another_role/refused"
)]
pub struct Shop;

fn main() {}
