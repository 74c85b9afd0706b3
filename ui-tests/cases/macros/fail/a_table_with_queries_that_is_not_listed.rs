// expect: is not listed in `plugin_tables!`
// errors: 1
// macros: A table that is not listed is one error, and not one for each query.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

pub mod schema {
    use schema_iso_diesel::{plugin_table, plugin_tables};

    #[plugin_table(insert = NewItem, changes = ItemChanges)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Item {
        #[column(default = "identity")]
        pub id: i64,
        #[column(references = groups)]
        pub group_id: i64,
        pub name: String,
    }

    #[plugin_table(insert = NewGroup, changes = GroupChanges)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Group {
        pub id: i64,
        pub title: String,
    }

    plugin_tables![groups];
}

use diesel::prelude::*;
use schema::*;

pub fn named(conn: &mut SafeConnection<Shop>, name: &str) -> QueryResult<Vec<Item>> {
    items::table.filter(items::name.eq(name)).select(Item::as_select()).load(conn)
}

pub fn add(conn: &mut SafeConnection<Shop>, new: &NewItem) -> QueryResult<usize> {
    diesel::insert_into(items::table).values(new).execute(conn)
}

pub fn change(conn: &mut SafeConnection<Shop>, changes: &ItemChanges) -> QueryResult<usize> {
    diesel::update(items::table.find(1)).set(changes).execute(conn)
}

pub fn with_groups(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(Item, Group)>> {
    items::table
        .inner_join(groups::table)
        .select((Item::as_select(), Group::as_select()))
        .load(conn)
}

fn main() {}
