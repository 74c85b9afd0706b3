// expect: the attribute `id` of `#[plugin]` is not written as it should be
// ISO-02: An id is a literal, so that it can be found by searching for it.

const ID: &str = "shop";

#[schema_iso_diesel::plugin(id = ID)]
pub struct Shop;

fn main() {}
