// expect: is declared for the plugin `auth`, but this crate is the plugin `shop`
// ISO-01: An enum belongs to the plugin of the crate that declares it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum(plugin = "auth")]
#[derive(Debug)]
pub enum Role {
    Reader,
    Admin,
}

fn main() {}
