// expect: the plugin `Shop` is not a struct without parameters
// ISO-01: A plugin is one type, not one for every parameter.
// errors: 2

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop<T>;

fn main() {}
