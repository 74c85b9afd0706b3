// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
// ISO-04: A SQL function keeps its owner.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(Debug)]
pub struct Purge;

impl diesel::__private::PluginFunction for Purge {
    type Plugin = auth::Auth;
    type ReturnType = diesel::sql_types::BigInt;

    const NAME: &'static str = "purge";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    items::table.select(diesel::__private::FunctionCall::<Purge, _>::new((items::name,))).load(conn)
}

fn main() {}
