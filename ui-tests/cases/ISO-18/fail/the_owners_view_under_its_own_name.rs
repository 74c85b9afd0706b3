// expect: of the plugin `Auth`
// ISO-18: What is exported is reached by an import, and not by the owner's name.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

use schema::{makers as _};

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    auth::schema::user_cards::table
        .select(auth::schema::user_cards::name)
        .load(conn)
}

fn main() {}
