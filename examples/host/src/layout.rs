//! The schemas, tables and trackers in the database.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::Outcome;
use crate::console::Console;
use crate::database::Database;

#[derive(QueryableByName)]
struct Schema {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    tables: String,
    #[diesel(sql_type = Text)]
    types: String,
}

#[derive(QueryableByName)]
struct Versions {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Two of the tables of each schema are those in which its migrations are tracked.
const SCHEMAS: &str = "
    SELECT n.nspname::text AS name,
           coalesce((SELECT string_agg(c.relname, ', ' ORDER BY c.relname)
                       FROM pg_class c
                      WHERE c.relnamespace = n.oid AND c.relkind = 'r'
                        AND c.relname NOT LIKE '\\_\\_%'), 'none') AS tables,
           coalesce((SELECT string_agg(t.typname, ', ' ORDER BY t.typname)
                       FROM pg_type t
                      WHERE t.typnamespace = n.oid AND t.typtype = 'e'), 'none') AS types
      FROM pg_namespace n
     WHERE n.nspname LIKE 'plugin\\_%' OR n.nspname = 'public'
     ORDER BY n.nspname";

/// Shows them, and that `public` has nothing.
pub(crate) fn show(console: &mut Console, database: &Database) -> Outcome {
    let mut conn = database.connect()?;
    let schemas: Vec<Schema> = diesel::sql_query(SCHEMAS).load(&mut conn)?;
    for schema in &schemas {
        let Schema {
            name,
            tables,
            types,
        } = schema;
        if name == "public" {
            continue;
        }
        let tracker = format!("{name}.__diesel_schema_migrations");
        let versions: Versions =
            diesel::sql_query(format!("SELECT count(*) AS count FROM {tracker}"))
                .get_result(&mut conn)?;
        let count = versions.count;
        console.line(format!(
            "{name}: tables {tables}; enums {types}; {count} versions in its own tracker"
        ))?;
    }
    let plugins = schemas.iter().filter(|it| it.name != "public").count();
    console.claim(plugins == 3, "a schema and a tracker for each plugin")?;
    let untouched = schemas
        .iter()
        .any(|it| it.name == "public" && it.tables == "none" && it.types == "none");
    console.claim(untouched, "and nothing in `public`")
}
