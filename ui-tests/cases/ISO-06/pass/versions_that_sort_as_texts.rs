// ISO-06: Diesel sorts versions as texts, so `10` comes before `2`.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/versions_that_sort_as_texts/accepted"
)]
pub struct Shop;
