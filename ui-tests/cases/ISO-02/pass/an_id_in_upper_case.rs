// ISO-02: PostgreSQL folds names that are not quoted to lower case.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop;
