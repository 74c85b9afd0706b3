// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A field keeps the type of its query.
use auth::schema::{User, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Kept {
    query: users::BoxedQuery<'static, diesel::pg::Pg>,
}

impl Kept {
    pub fn run(self, conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<User>> {
        self.query.load(conn)
    }
}

fn main() {}
