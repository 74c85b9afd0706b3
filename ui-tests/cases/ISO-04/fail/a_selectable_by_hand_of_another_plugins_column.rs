// expect: a table of the plugin `Auth` and a table of the plugin `Shop` cannot appear in one query
// ISO-04: A hand-written selectable names columns, and FROM must have their table.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Names(pub String);

impl Selectable<diesel::pg::Pg> for Names {
    type SelectExpression = auth::schema::users::name;

    fn construct_selection() -> Self::SelectExpression {
        auth::schema::users::name
    }
}

impl Queryable<diesel::sql_types::Text, diesel::pg::Pg> for Names {
    type Row = String;

    fn build(name: String) -> diesel::deserialize::Result<Self> {
        Ok(Self(name))
    }
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Names>> {
    items::table.select(Names::as_select()).load(conn)
}

fn main() {}
