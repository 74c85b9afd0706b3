// ISO-06: A migration calls functions that are on a list, and its own.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_that_nobody_has_read/accepted"
)]
pub struct Shop;
