// expect: the plugin `Shop` is not a struct without fields and parameters
// ISO-01: A plugin is a struct without fields.

#[schema_iso_diesel::plugin(id = "shop")]
pub enum Shop {}

fn main() {}
