// ISO-06: The migration and its entry in the tracker are one transaction.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/ending_the_transaction_of_the_runner/accepted"
)]
pub struct Shop;
