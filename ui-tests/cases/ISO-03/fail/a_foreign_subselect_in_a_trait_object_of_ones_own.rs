// expect: AppearsOnTable<
// ISO-03: Nobody says where a trait object of their own appears, be it a fragment of SQL.
// errors: 3
use auth::schema::{sessions, users};
use diesel::expression::{ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::items;

#[plugin(id = "shop")]
pub struct Shop;

pub trait Secret: BoxableExpression<sessions::table, Pg, SqlType = Nullable<Text>> {}

impl<E> Secret for E where E: BoxableExpression<sessions::table, Pg, SqlType = Nullable<Text>> {}

impl AppearsOnTable<items::table> for Box<dyn Secret> {}
impl SelectableExpression<items::table> for Box<dyn Secret> {}

impl ValidGrouping<()> for dyn Secret {
    type IsAggregate = is_aggregate::Never;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    let hash = users::table.select(users::password_hash).single_value();
    let secret: Box<dyn Secret> = Box::new(hash);
    items::table.into_boxed().select(secret).load(conn)
}

fn main() {}
