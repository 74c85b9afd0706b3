// ISO-03: A value computed from a foreign table is looked at.
use diesel::dsl::{case_when, exists};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(groups::table)
        .values(
            groups::title.eq(case_when(
                exists(items::table),
                "a".into_sql::<diesel::sql_types::Text>(),
            )
            .otherwise("b")),
        )
        .execute(conn)
}
