// ISO-02: A dependency is in `Cargo.toml` as well.

#[schema_iso_diesel::plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;
