// expect: has the attribute `id` twice
// ISO-02: A plugin has one id; those that it had are previous ones.

#[schema_iso_diesel::plugin(id = "shop", id = "market")]
pub struct Shop;

fn main() {}
