// expect: cannot appear in one query
// ISO-03: No condition is boxed for a join that cannot be.
// errors: 3
use auth::schema::users;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

type Both = diesel::dsl::InnerJoinQuerySource<
    items::table,
    users::table,
    diesel::dsl::Eq<users::id, items::group_id>,
>;

pub fn condition()
-> Box<dyn BoxableExpression<Both, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>> {
    Box::new(users::name.eq("x"))
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<String>> {
    items::table
        .inner_join(users::table.on(users::id.eq(items::group_id)))
        .filter(condition())
        .select(items::name)
        .load(conn)
}

fn main() {}
