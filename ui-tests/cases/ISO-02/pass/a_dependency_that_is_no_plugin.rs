// ISO-02: Only a plugin can be depended on.

#[schema_iso_diesel::plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;
