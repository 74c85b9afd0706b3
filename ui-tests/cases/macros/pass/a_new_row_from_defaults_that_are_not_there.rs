// macros: A column without a default must be given.
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

    plugin_tables![items, groups];
}

pub fn new_item(group_id: i64) -> schema::NewItem {
    schema::NewItem { group_id, name: "a".to_owned(), id: None }
}

fn main() {}
