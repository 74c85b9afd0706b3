// ISO-06: A trigger runs where its table is written.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_trigger_on_a_table_of_another_plugin/accepted"
)]
pub struct Shop;
