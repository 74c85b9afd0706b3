//! The tables of the plugin that a case is: `#[path = "../../../snippets/shop_schema.rs"] mod schema;`.

use schema_iso_diesel::{plugin_enum, plugin_table, plugin_tables};

/// Something to sell.
#[plugin_table(insert = NewItem, changes = ItemChanges)]
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    #[column(default = "gen_random_uuid()")]
    pub id: uuid::Uuid,
    #[column(references = groups)]
    pub group_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub status: Status,
    pub tags: Vec<String>,
    #[column(default = "now()")]
    pub created_at: chrono::DateTime<chrono::Utc>,
}

#[plugin_enum]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Draft,
    Live,
}

/// What items are in.
#[plugin_table(insert = NewGroup, changes = GroupChanges)]
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: i64,
    pub title: String,
    pub parent_id: Option<i64>,
}

plugin_tables![items, groups];
