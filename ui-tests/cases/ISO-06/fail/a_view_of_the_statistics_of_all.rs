// expect: `pg_stats` holds values of every schema
// ISO-06: Common values of the columns of all plugins stand in PostgreSQL's statistics.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_view_of_the_statistics_of_all/refused"
)]
pub struct Shop;

fn main() {}
