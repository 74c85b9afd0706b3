// ISO-06: What runs outside SQL opens sockets and files.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_in_a_language_that_is_not_confined/accepted"
)]
pub struct Shop;
