//! ISO-16: what `pg_dump` writes of a plugin, and of a whole database, restores every row, index
//! and materialized view into an empty database.

mod kinds;
mod pinned;

use schema_iso_tests::Admin;

/// The functions of a schema that have a search path, by name.
fn pinned(admin: &mut Admin, schema: &str) -> Vec<String> {
    admin.texts(&format!(
        "SELECT proname FROM pg_proc WHERE pronamespace = '{schema}'::regnamespace \
         AND proconfig::text LIKE '%search_path=%' ORDER BY proname"
    ))
}
