// ISO-06: Such a function looks names up where its caller wants.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_security_definer_without_a_search_path/accepted"
)]
pub struct Shop;
