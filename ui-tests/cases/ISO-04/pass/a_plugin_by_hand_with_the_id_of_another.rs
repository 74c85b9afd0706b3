// ISO-04: An impostor has no connection: the host registers plugins, and refuses an id
// twice.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Stolen;
pub struct Name;

impl diesel::__private::PluginTable for Stolen {
    type Plugin = Shop;
    type Source = diesel::__private::Own;
    type PrimaryKey = diesel::__private::Column<Name>;
    type AllColumns = (diesel::__private::Column<Name>,);

    const NAME: &'static str = "users";
    const PRIMARY_KEY: Self::PrimaryKey = diesel::__private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (diesel::__private::Column::new(),);
    const DEFINITION: diesel::__private::TableDefinition = <Item as diesel::__private::PluginTable>::DEFINITION;
}

impl diesel::__private::NumberedTable for Stolen {
    type Position = diesel::__private::End;
}

impl diesel::__private::PluginColumn for Name {
    type Table = Stolen;
    type SqlType = diesel::sql_types::Text;
    type Position = diesel::__private::End;
    type IsPrimaryKey = diesel::__private::Yes;

    const NAME: &'static str = "name";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<Vec<(String,)>> {
    diesel::__private::Table::<Stolen>::new().load(conn)
}
