// expect: as IsContainedInGroupBy
// ISO-18: Grouping by the key of a view allows no other column of it.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(i64, String)>> {
    makers::table
        .group_by(makers::id)
        .select((makers::id, makers::name))
        .load(conn)
}

fn main() {}
