// expect: has the upper-case letter 'S' at position 1
// ISO-02: PostgreSQL folds names that are not quoted to lower case.

#[schema_iso_diesel::plugin(id = "Shop")]
pub struct Shop;

fn main() {}
