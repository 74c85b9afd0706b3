// expect: the plugin `Reports` is declared outside the crate root
// ISO-01: A module is no crate: its plugin would be the second one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

pub mod reports {
    use schema_iso_diesel::plugin;

    #[plugin(id = "reports")]
    pub struct Reports;
}

fn main() {}
