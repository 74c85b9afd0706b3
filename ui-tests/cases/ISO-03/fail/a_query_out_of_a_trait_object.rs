// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: Behind a trait object the query keeps its type.
use auth::schema::{User, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub trait Source {
    fn query(&self) -> users::BoxedQuery<'static, diesel::pg::Pg>;
}

pub fn run(conn: &mut SafeConnection<Shop>, source: &dyn Source) -> QueryResult<Vec<User>> {
    source.query().load(conn)
}

fn main() {}
