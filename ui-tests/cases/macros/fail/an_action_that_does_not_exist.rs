// expect: the attribute `on_delete` of `#[column]` is not written as it should be
// macros: PostgreSQL has five actions.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[schema_iso_diesel::plugin_table]
pub struct Item {
    pub id: i64,
    #[column(references = items, on_delete = explode)]
    pub parent_id: Option<i64>,
}

schema_iso_diesel::plugin_tables![items];

fn main() {}
