// expect: the method `execute` exists for struct `CopyFromInsertable<Table<User>, Vec<NewUser>>`, but its trait bounds were not satisfied
// ISO-03: COPY writes to a table.
use auth::schema::{NewUser, users};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>, rows: Vec<NewUser>) -> QueryResult<usize> {
    diesel::copy_from(users::table)
        .from_insertable(rows)
        .execute(conn)
}

fn main() {}
