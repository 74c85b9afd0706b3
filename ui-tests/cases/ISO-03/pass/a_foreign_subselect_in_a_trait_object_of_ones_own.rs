// ISO-03: A trait object of one's own appears where its trait says that it does.
use diesel::expression::{ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{groups, items};

#[plugin(id = "shop")]
pub struct Shop;

pub trait Title: BoxableExpression<items::table, Pg, SqlType = Nullable<Text>> {}

impl<E> Title for E where E: BoxableExpression<items::table, Pg, SqlType = Nullable<Text>> {}

impl ValidGrouping<()> for dyn Title {
    type IsAggregate = is_aggregate::Never;
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Option<String>>> {
    let title = groups::table.select(groups::title).single_value();
    let title: Box<dyn Title> = Box::new(title);
    items::table.into_boxed().select(title).load(conn)
}

pub fn generic<E>(
    conn: &mut SafeConnection<Shop>,
    expression: E,
) -> QueryResult<Vec<Option<String>>>
where
    E: BoxableExpression<items::table, Pg, SqlType = Nullable<Text>> + ValidGrouping<()>,
    E: AppearsOnTable<items::table> + SelectableExpression<items::table> + 'static,
{
    let expression: Box<dyn Title> = Box::new(expression);
    items::table.into_boxed().select(expression).load(conn)
}
