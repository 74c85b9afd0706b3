// ISO-06: The host drops schemas, on request.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/dropping_a_schema/accepted"
)]
pub struct Shop;
