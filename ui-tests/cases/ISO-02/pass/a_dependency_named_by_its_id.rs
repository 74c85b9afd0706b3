// ISO-02: A dependency is a type, so that the compiler finds it.

#[schema_iso_diesel::plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;
