// ISO-06: A sequence is moved by its name.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/sequences_moved_by_their_oids/accepted"
)]
pub struct Shop;
