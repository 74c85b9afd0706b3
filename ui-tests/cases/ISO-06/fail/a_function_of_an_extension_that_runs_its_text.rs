// expect: `crosstab` runs the text that it is given
// ISO-06: A function that runs a text can read every table.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_of_an_extension_that_runs_its_text/refused"
)]
pub struct Shop;

fn main() {}
