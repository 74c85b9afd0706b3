// ISO-03: A field keeps the type of its query.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Kept {
    query: groups::BoxedQuery<'static, diesel::pg::Pg>,
}

impl Kept {
    pub fn run(self, conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Group>> {
        self.query.load(conn)
    }
}
