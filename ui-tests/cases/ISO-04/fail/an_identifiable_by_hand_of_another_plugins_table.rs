// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A hand-written identifiable names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub struct Target;

impl diesel::associations::HasTable for Target {
    type Table = auth::schema::users::table;

    fn table() -> Self::Table {
        auth::schema::users::table
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

fn main() {}
