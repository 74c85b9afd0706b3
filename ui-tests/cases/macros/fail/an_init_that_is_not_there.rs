// expect: the plugin `Shop` has no `init`
// macros: `init` in the attribute promises a function.

#[schema_iso_diesel::plugin(id = "shop", init)]
pub struct Shop;

fn main() {}
