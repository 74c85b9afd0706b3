// ISO-06: Common values of the columns of all plugins stand in PostgreSQL's statistics.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_view_of_the_statistics_of_all/accepted"
)]
pub struct Shop;
