// macros: Queries are made and run by methods of traits, which the prelude brings into scope.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub fn names(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table.filter(items::name.eq("x")).select(items::name).load(conn)
}

pub fn find(conn: &mut SafeConnection<Shop>) -> QueryResult<String> {
    items::table.select(items::name).first(conn)
}

pub fn insert(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(items::table).values(items::name.eq("x")).execute(conn)
}

pub fn clear(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::delete(items::table).execute(conn)
}

fn main() {}
