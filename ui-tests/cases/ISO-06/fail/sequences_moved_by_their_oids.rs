// expect: `nextval` is given something else than a plain literal
// ISO-06: A sequence is moved by its name.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/sequences_moved_by_their_oids/refused"
)]
pub struct Shop;

fn main() {}
