// expect: `plugin_auth` is not the plugin's schema (`plugin_shop`)
// ISO-06: A migration names no schema but its own.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_foreign_key_into_another_plugin/refused"
)]
pub struct Shop;

fn main() {}
