// ISO-06: A shared schema is declared, so that the host can see who needs it.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_schema_that_was_not_declared_shared/accepted"
)]
pub struct Shop;
