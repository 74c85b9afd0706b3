// ISO-03: Children are found by a column of their own table.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Child;

impl diesel::associations::HasTable for Child {
    type Table = items::table;

    fn table() -> Self::Table {
        items::table
    }
}

impl diesel::associations::BelongsTo<Group> for Child {
    type ForeignKey = i64;
    type ForeignKeyColumn = items::group_id;

    fn foreign_key(&self) -> Option<&Self::ForeignKey> {
        None
    }

    fn foreign_key_column() -> Self::ForeignKeyColumn {
        items::group_id
    }
}

pub fn run(conn: &mut SafeConnection<Shop>, parent: &Group) -> QueryResult<Vec<Item>> {
    Child::belonging_to(parent).load(conn)
}
