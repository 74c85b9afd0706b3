// ISO-03: A column of one's own making opens no foreign table.
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Key;

impl private::PluginColumn for Key {
    type Table = Group;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::No;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    groups::table
        .select(private::Column::<Key>::new())
        .load(conn)
}
