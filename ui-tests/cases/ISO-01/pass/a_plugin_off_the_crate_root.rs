// ISO-01: The plugin is declared where the whole crate can see it.

pub mod inner {
    pub use crate::Shop;
}

use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;
