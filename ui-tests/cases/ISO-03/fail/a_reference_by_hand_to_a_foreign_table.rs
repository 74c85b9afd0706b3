// expect: cannot appear in one query
// ISO-03: A reference by hand makes no join possible.
use auth::schema::{User, users};
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Item, items};

#[plugin(id = "shop")]
pub struct Shop;

impl private::References<User> for Item {
    type OnClause = diesel::dsl::Eq<users::id, items::group_id>;

    fn on_clause() -> Self::OnClause {
        users::id.eq(items::group_id)
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(users::table)
        .select(items::name)
        .load(conn)
}

fn main() {}
