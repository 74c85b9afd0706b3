// expect: a cast between types that are not the plugin
// ISO-06: A cast has no schema.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_cast_between_types_of_everybody/refused"
)]
pub struct Shop;

fn main() {}
