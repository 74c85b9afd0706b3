// ISO-01: A module is no crate: its plugin would be the second one.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

pub mod reports {
    pub struct Reports;
}
