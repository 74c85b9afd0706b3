// ISO-03: A subselect is no column.
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::{Group, groups};

#[plugin(id = "shop")]
pub struct Shop;

pub struct Mine;

impl private::PluginTable for Mine {
    type Plugin = Shop;
    type Source = private::Own;
    type PrimaryKey = private::Column<Key>;
    type AllColumns = (private::Column<Key>,);

    const NAME: &'static str = "groups";
    const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (private::Column::new(),);
    const DEFINITION: private::TableDefinition = <Group as private::PluginTable>::DEFINITION;
}

impl private::NumberedTable for Mine {
    type Position = private::End;
}

pub struct Key;

impl private::PluginColumn for Key {
    type Table = Mine;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::Yes;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    private::Table::<Mine>::new().count().get_result(conn)
}
