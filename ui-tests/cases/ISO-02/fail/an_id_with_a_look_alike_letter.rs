// expect: outside ASCII
// ISO-02: A letter that only looks like `o` would be another plugin.

#[schema_iso_diesel::plugin(id = "sh\u{43e}p")]
pub struct Shop;

fn main() {}
