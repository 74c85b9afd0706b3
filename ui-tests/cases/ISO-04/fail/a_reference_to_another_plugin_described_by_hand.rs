// expect: a table of the plugin `Shop` and a table of the plugin `Auth` cannot appear in one query
// ISO-04: The orphan rule lets a plugin say that its row references another's; the join asks
// who owns the two.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

impl diesel::__private::References<auth::schema::User> for Item {
    type OnClause = diesel::dsl::Eq<items::group_id, auth::schema::users::id>;

    fn on_clause() -> Self::OnClause {
        items::group_id.eq(auth::schema::users::id)
    }
}

pub fn joined(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String, String)>> {
    items::table
        .inner_join(auth::schema::users::table)
        .select((items::name, auth::schema::users::name))
        .load(conn)
}

fn main() {}
