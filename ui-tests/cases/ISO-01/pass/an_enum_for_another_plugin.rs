// ISO-01: An enum belongs to the plugin of the crate that declares it.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum(plugin = "shop")]
#[derive(Debug)]
pub enum Role {
    Reader,
    Admin,
}
