// ISO-04: A hand-written base query names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Names(pub String);

impl Queryable<diesel::sql_types::Text, diesel::pg::Pg> for Names {
    type Row = String;

    fn build(name: String) -> diesel::deserialize::Result<Self> {
        Ok(Self(name))
    }
}

impl Selectable<diesel::pg::Pg> for Names {
    type SelectExpression = groups::title;

    fn construct_selection() -> Self::SelectExpression {
        groups::title
    }
}

impl HasQuery<diesel::pg::Pg> for Names {
    type BaseQuery = diesel::dsl::Filter<groups::table, diesel::dsl::Gt<groups::title, &'static str>>;

    fn base_query() -> Self::BaseQuery {
        groups::table.filter(groups::title.gt("a"))
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Names>> {
    Names::query().load(conn)
}
