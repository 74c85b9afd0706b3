// ISO-01: An enum has an owner.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_enum]
#[derive(Debug)]
pub enum Role {
    Reader,
    Admin,
}
