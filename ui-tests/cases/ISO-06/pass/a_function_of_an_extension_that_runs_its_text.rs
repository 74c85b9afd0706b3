// ISO-06: A function that runs a text can read every table.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_of_an_extension_that_runs_its_text/accepted"
)]
pub struct Shop;
