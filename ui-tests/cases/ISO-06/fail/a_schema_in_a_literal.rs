// expect: `plugin_auth` is not the plugin's schema (`plugin_shop`)
// ISO-06: `nextval` takes the name of a sequence as a text.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_schema_in_a_literal/refused"
)]
pub struct Shop;

fn main() {}
