// ISO-06: A migration does something.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/an_up_without_a_statement/accepted"
)]
pub struct Shop;
