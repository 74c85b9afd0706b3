// ISO-06: A function that runs a text can be called with any.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_that_runs_its_argument/accepted"
)]
pub struct Shop;
