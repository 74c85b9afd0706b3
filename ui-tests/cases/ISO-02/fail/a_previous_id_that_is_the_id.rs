// expect: is the id of the plugin, not a previous one
// ISO-02: A plugin is not renamed to what it is called.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("shop"))]
pub struct Shop;

fn main() {}
