// expect: a migration must not change `search_path`
// ISO-06: The runner sets the search path, and the tracker is found by it.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/setting_the_search_path/refused"
)]
pub struct Shop;

fn main() {}
