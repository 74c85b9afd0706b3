// expect: cannot appear in one query
// ISO-03: A table of a plugin in disguise meets no other.
use diesel::__private as private;
use diesel::dsl::exists;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, Item, items};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Disguise;
impl private::ManifestCheckedByMacro for Disguise {}
impl private::Plugin for Disguise {
    const METADATA: private::PluginMetadata =
        private::PluginMetadata::new(private::PluginId::literal("auth"), "auth", "0.1.0");
}

pub struct Fake;

impl private::PluginTable for Fake {
    type Plugin = Disguise;
    type Source = private::Own;
    type PrimaryKey = private::Column<Key>;
    type AllColumns = (private::Column<Key>,);

    const NAME: &'static str = "users";
    const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (private::Column::new(),);
    const DEFINITION: private::TableDefinition = <Group as private::PluginTable>::DEFINITION;
}

impl private::NumberedTable for Fake {
    type Position = private::End;
}

pub struct Key;

impl private::PluginColumn for Key {
    type Table = Fake;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::Yes;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<Item>> {
    items::table
        .filter(exists(private::Table::<Fake>::new()))
        .load(conn)
}

fn main() {}
