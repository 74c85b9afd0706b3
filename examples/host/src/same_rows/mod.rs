//! The same Diesel code on a plugin's connection and on `PgConnection`.
//!
//! The text of the queries stands once, in [`queries`], and is compiled twice: against
//! the plugin's tables and the curated Diesel, and against tables of `diesel::table!`
//! and Diesel itself.

mod queries;

use std::fmt::Debug;

use schema_iso_diesel::SafeConnection;
use schema_iso_host::Host;

use crate::Outcome;
use crate::console::Console;
use crate::database::Database;

/// Queries as a plugin has them.
mod curated {
    pub(super) use catalog::schema::Status;
    use catalog::schema::{categories, products, reviews};
    use schema_iso_diesel::dsl::{count, count_star, exists, max};
    use schema_iso_diesel::prelude::*;
    use schema_iso_diesel::{self as diesel};

    type Conn = SafeConnection<catalog::Catalog>;

    super::queries::queries!();
}

/// The same with Diesel itself.
mod plain {
    use diesel::dsl::{count, count_star, exists, max};
    use diesel::prelude::*;

    pub(super) use self::status::Status;
    use super::tables::{categories, products, reviews, status};

    type Conn = PgConnection;

    super::queries::queries!();
}

/// What `diesel print-schema` would write for the schema of `catalog`.
mod tables;

/// Compares the rows of every query.
pub(crate) fn compare(console: &mut Console, host: &Host, database: &Database) -> Outcome {
    let mut plugin: SafeConnection<catalog::Catalog> = host.connect()?;
    let mut plain = database.connect()?;
    let curated = curated::all(&mut plugin)?;
    let stock = plain::all(&mut plain)?;
    for ((name, rows), (_, others)) in curated.iter().zip(&stock) {
        if rows.is_empty() {
            return Err(format!("{name}: there are no rows to compare").into());
        }
        let claim = format!("{name}: same rows as plain Diesel ({})", rows.len());
        console.claim(rows == others, &claim)?;
    }
    console.claim(
        curated == stock,
        "every query gives the same rows as plain Diesel",
    )
}

/// Rows of any type, to be compared with rows of another one.
fn texts<T: Debug>(rows: Vec<T>) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}
