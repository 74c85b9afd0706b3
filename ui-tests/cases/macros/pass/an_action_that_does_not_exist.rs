// macros: PostgreSQL has five actions.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    #[column(references = items, on_delete = set_null)]
    pub parent_id: Option<i64>,
}

schema_iso_diesel::plugin_tables![items];
