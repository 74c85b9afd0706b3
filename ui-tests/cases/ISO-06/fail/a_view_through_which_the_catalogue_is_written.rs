// expect: a view of `pg_proc` alone could be written
// ISO-06: A view has the rights of its owner.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/a_view_through_which_the_catalogue_is_written/refused"
)]
pub struct Shop;

fn main() {}
