// expect: a table of the plugin `Auth` cannot be reached through the connection of the plugin `Shop`
// ISO-03: A table says whose it is, and is believed.
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::Group;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Mine;

impl private::PluginTable for Mine {
    type Plugin = auth::Auth;
    type Source = private::Own;
    type PrimaryKey = private::Column<Key>;
    type AllColumns = (private::Column<Key>,);

    const NAME: &'static str = "users";
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

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<i64>> {
    private::Table::<Mine>::new()
        .select(private::Column::<Key>::new())
        .load(conn)
}

fn main() {}
