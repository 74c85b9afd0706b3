// ISO-06: Bodies of functions are read like the text around them.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_function_whose_body_reads_another_plugin/accepted"
)]
pub struct Shop;
