// expect: already declares the plugin `Shop`
// ISO-01: A crate is one plugin, however many structs it has.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[plugin(id = "reports")]
pub struct Reports;

fn main() {}
