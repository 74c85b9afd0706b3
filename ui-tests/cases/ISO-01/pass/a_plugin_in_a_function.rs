// ISO-01: A function is no place for the plugin of a crate.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;

pub fn declare() -> Shop {
    Shop
}
