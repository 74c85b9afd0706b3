// ISO-06: The runner sets the search path, and the tracker is found by it.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/setting_the_search_path/accepted"
)]
pub struct Shop;
