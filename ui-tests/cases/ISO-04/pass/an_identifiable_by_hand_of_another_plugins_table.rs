// ISO-04: A hand-written identifiable names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Target;

impl diesel::associations::HasTable for Target {
    type Table = groups::table;

    fn table() -> Self::Table {
        groups::table
    }
}

impl<'a> Identifiable for &'a Target {
    type Id = &'a i64;

    fn id(self) -> Self::Id {
        &1
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::delete(&Target).execute(conn)
}
