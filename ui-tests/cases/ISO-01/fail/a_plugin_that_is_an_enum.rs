// expect: the plugin `Shop` is not a struct without parameters
// ISO-01: A plugin is a struct.

#[schema_iso_diesel::plugin(id = "shop")]
pub enum Shop {}

fn main() {}
