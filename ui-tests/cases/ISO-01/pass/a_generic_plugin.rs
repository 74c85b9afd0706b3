// ISO-01: A plugin is one type, not one for every parameter. It may have fields.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop {
    pub name: String,
}
