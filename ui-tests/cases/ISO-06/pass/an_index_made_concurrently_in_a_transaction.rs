// ISO-06: PostgreSQL refuses it in a transaction.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/an_index_made_concurrently_in_a_transaction/accepted"
)]
pub struct Shop;
