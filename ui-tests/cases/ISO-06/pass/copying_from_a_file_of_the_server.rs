// ISO-06: Files of the server are the whole server's.

#[schema_iso_diesel::plugin(
    id = "shop",
    migrations = "migrations/copying_from_a_file_of_the_server/accepted"
)]
pub struct Shop;
