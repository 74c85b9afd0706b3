// ISO-02: The check is the same in a constant as in the macro.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

const OTHER: diesel::__private::PluginId = diesel::__private::PluginId::literal("old-shop");
