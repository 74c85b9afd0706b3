// ISO-06: A misspelt directory would be a plugin without migrations.

#[schema_iso_diesel::plugin(id = "shop", migrations = "migrations/a_foreign_key_into_another_plugin/accepted")]
pub struct Shop;
