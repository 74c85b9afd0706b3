// expect: cannot find module or crate `billing`
// ISO-02: A dependency is in `Cargo.toml` as well.

#[schema_iso_diesel::plugin(id = "shop", depends_on(billing::Billing))]
pub struct Shop;

fn main() {}
