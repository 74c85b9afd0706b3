// ISO-03: `load_iter` asks the same as `load`.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    Ok(groups::table
        .load_iter::<Group, diesel::pg::PgRowByRowLoadingMode>(conn)?
        .count())
}
