// expect: diesel::QueryDsl;
// macros: Queries are made and run by methods of traits, which the prelude brings into scope.
// errors: 5
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn names(conn: &mut diesel::SafeConnection<Shop>) -> diesel::QueryResult<Vec<String>> {
    items::table.filter(items::name.eq("x")).select(items::name).load(conn)
}

pub fn find(conn: &mut diesel::SafeConnection<Shop>) -> diesel::QueryResult<String> {
    items::table.select(items::name).first(conn)
}

pub fn insert(conn: &mut diesel::SafeConnection<Shop>) -> diesel::QueryResult<usize> {
    diesel::insert_into(items::table).values(items::name.eq("x")).execute(conn)
}

pub fn clear(conn: &mut diesel::SafeConnection<Shop>) -> diesel::QueryResult<usize> {
    diesel::delete(items::table).execute(conn)
}

fn main() {}
