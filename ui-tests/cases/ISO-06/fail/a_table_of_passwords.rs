// expect: `pg_authid` of the catalogue
// ISO-06: A migration reads the catalogues that are on a list.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_table_of_passwords/refused"
)]
pub struct Shop;

fn main() {}
