// ISO-06: `set_config` sets it as well.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/setting_the_search_path_by_a_function/accepted"
)]
pub struct Shop;
