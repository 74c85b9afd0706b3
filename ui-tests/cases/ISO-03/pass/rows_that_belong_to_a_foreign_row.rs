// ISO-03: `belonging_to` reads the table of the children.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, items};

#[plugin(id = "shop")]
pub struct Shop;

#[derive(Identifiable, Queryable, Selectable, Associations)]
#[diesel(table_name = items)]
#[diesel(belongs_to(Group, foreign_key = group_id))]
pub struct Child {
    id: uuid::Uuid,
    group_id: i64,
}

pub fn run(conn: &mut SafeConnection<Shop>, parent: &Group) -> QueryResult<Vec<Child>> {
    Child::belonging_to(parent)
        .select(Child::as_select())
        .load(conn)
}
