// ISO-03: A column of a foreign table is foreign, whoever describes it.
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Key;

impl private::PluginColumn for Key {
    type Table = Item;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::No;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(private::Column::<Key>::new().eq(1_i64))
        .load(conn)
}
