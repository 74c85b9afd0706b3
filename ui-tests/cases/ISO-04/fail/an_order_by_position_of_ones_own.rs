// expect: unresolved import `diesel::query_dsl::positional_order_dsl::PositionalOrderExpr`
// ISO-04: What orders the rows of a set operation is a position, and nothing of one's own.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use auth::schema::{sessions, users};
use diesel::prelude::*;
use schema::*;

use diesel::pg::Pg;
use diesel::query_dsl::positional_order_dsl::{
    IntoPositionalOrderExpr, PositionalOrderDsl, PositionalOrderExpr,
};
use diesel::sql_types::{Nullable, Text};

pub trait Secret: BoxableExpression<sessions::table, Pg, SqlType = Nullable<Text>> {}

impl<E> Secret for E where E: BoxableExpression<sessions::table, Pg, SqlType = Nullable<Text>> {}

impl PositionalOrderExpr for Box<dyn Secret> {}

pub struct BySecret;

impl IntoPositionalOrderExpr for BySecret {
    type Output = Box<dyn Secret>;

    fn into_positional_expr(self) -> Self::Output {
        Box::new(users::table.select(users::password_hash).single_value())
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    items::table
        .select(items::name)
        .union(items::table.select(items::name))
        .positional_order_by(BySecret)
        .execute(conn)
}

fn main() {}
