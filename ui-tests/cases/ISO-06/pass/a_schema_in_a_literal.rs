// ISO-06: `nextval` takes the name of a sequence as a text.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_schema_in_a_literal/accepted"
)]
pub struct Shop;
