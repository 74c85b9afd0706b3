// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-04: A hand-written base query names a table, and the table has an owner.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub struct Names(pub String);

impl Queryable<diesel::sql_types::Text, diesel::pg::Pg> for Names {
    type Row = String;

    fn build(name: String) -> diesel::deserialize::Result<Self> {
        Ok(Self(name))
    }
}

impl Selectable<diesel::pg::Pg> for Names {
    type SelectExpression = auth::schema::users::name;

    fn construct_selection() -> Self::SelectExpression {
        auth::schema::users::name
    }
}

impl HasQuery<diesel::pg::Pg> for Names {
    type BaseQuery = diesel::dsl::Filter<auth::schema::users::table, diesel::dsl::Gt<auth::schema::users::name, &'static str>>;

    fn base_query() -> Self::BaseQuery {
        auth::schema::users::table.filter(auth::schema::users::name.gt("a"))
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Names>> {
    Names::query().load(conn)
}

fn main() {}
