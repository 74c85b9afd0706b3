// ISO-06: Escapes hide which schema is meant.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_name_in_escapes/accepted"
)]
pub struct Shop;
