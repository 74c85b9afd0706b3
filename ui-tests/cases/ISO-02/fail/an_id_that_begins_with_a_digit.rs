// expect: begins with '2'
// ISO-02: An id begins with a letter.

#[schema_iso_diesel::plugin(id = "2nd-shop")]
pub struct Shop;

fn main() {}
