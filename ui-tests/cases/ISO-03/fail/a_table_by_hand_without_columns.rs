// expect: is not a list of columns
// ISO-03: A table without columns would meet every other.
// errors: 2
use diesel::__private as private;
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::Group;

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
    type AllColumns = diesel::dsl::now;

    const NAME: &'static str = "users";
    const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = diesel::dsl::now;
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

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<bool> {
    select(exists(private::Table::<Fake>::new())).get_result(conn)
}

fn main() {}
