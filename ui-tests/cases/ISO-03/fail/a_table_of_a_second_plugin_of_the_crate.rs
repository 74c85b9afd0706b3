// expect: cannot appear in one query
// ISO-03: Two plugins of one crate are two plugins.
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Second;
impl diesel::__private::ManifestCheckedByMacro for Second {}
impl diesel::__private::Plugin for Second {
    const METADATA: diesel::__private::PluginMetadata = diesel::__private::PluginMetadata::new(
        diesel::__private::PluginId::literal("second"),
        "second",
        "0.1.0",
    );
}

pub struct Other;

impl diesel::__private::PluginTable for Other {
    type Plugin = Second;
    type Source = diesel::__private::Own;
    type PrimaryKey = diesel::__private::Column<Key>;
    type AllColumns = (diesel::__private::Column<Key>,);

    const NAME: &'static str = "others";
    const PRIMARY_KEY: Self::PrimaryKey = diesel::__private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (diesel::__private::Column::new(),);
    const DEFINITION: diesel::__private::TableDefinition =
        <Group as diesel::__private::PluginTable>::DEFINITION;
}

impl diesel::__private::NumberedTable for Other {
    type Position = diesel::__private::End;
}

pub struct Key;

impl diesel::__private::PluginColumn for Key {
    type Table = Other;
    type SqlType = diesel::sql_types::BigInt;
    type Position = diesel::__private::End;
    type IsPrimaryKey = diesel::__private::Yes;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(exists(diesel::__private::Table::<Other>::new()))
        .load(conn)
}

fn main() {}
