// ISO-03: Behind a trait object the query keeps its type.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub trait Source {
    fn query(&self) -> groups::BoxedQuery<'static, diesel::pg::Pg>;
}

pub fn run(conn: &mut SafeConnection<Shop>, source: &dyn Source) -> QueryResult<Vec<Group>> {
    source.query().load(conn)
}
