// ISO-06: What does not parse cannot be judged.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_syntax_error/accepted"
)]
pub struct Shop;
