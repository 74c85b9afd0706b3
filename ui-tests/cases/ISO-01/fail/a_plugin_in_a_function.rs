// expect: the plugin `Shop` is declared outside the crate root
// ISO-01: A function is no place for the plugin of a crate.

pub fn declare() {
    #[schema_iso_diesel::plugin(id = "shop")]
    pub struct Shop;
}

fn main() {}
