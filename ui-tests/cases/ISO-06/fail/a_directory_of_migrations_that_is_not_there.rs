// expect: has no directory `migrations/nowhere`
// ISO-06: A misspelt directory would be a plugin without migrations.

#[schema_iso_diesel::plugin(id = "shop", migrations = "migrations/nowhere")]
pub struct Shop;

fn main() {}
