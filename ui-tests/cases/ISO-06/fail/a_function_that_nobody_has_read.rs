// expect: neither a function of the plugin
// ISO-06: A migration calls functions that are on a list, and its own.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_that_nobody_has_read/refused"
)]
pub struct Shop;

fn main() {}
