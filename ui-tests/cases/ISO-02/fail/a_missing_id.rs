// expect: lacks the attribute `id`
// ISO-02: A plugin has an id.

#[schema_iso_diesel::plugin(migrations = "migrations")]
pub struct Shop;

fn main() {}
