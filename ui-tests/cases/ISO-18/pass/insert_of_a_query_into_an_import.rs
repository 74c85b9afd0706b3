// ISO-18: An import is read by INSERT … SELECT, and not written.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers, offers};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::insert_into(offers::table)
        .values(makers::table.select((makers::id, makers::name)))
        .into_columns((offers::maker_id, offers::name))
        .execute(conn)
}

fn main() {}
