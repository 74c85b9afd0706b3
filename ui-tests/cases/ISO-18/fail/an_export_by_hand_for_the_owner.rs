// expect: only traits defined in the current crate
// errors: 3
// ISO-18: Nobody but the owner adds to the list of its exports.
use auth::schema::UserCard;
use diesel::__private as private;
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_imports.rs"]
mod schema;

#[plugin(id = "shop", depends_on(auth::Auth))]
pub struct Shop;

pub struct Fake;

impl private::PluginTable for Fake {
    type Plugin = auth::Auth;
    type Source = private::Own;
    type PrimaryKey = private::Column<FakeKey>;
    type AllColumns = (private::Column<FakeKey>,);

    const NAME: &'static str = "users";
    const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (private::Column::new(),);
    const DEFINITION: private::TableDefinition = <UserCard as private::PluginTable>::DEFINITION;
}

impl private::NumberedTable for Fake {
    type Position = <UserCard as private::NumberedTable>::Position;
}

pub struct FakeKey;

impl private::PluginColumn for FakeKey {
    type Table = Fake;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::No;

    const NAME: &'static str = "id";
}

impl private::Exporter for auth::Auth {
    type Exports = private::ExportList<Fake, private::NoExports>;
}

pub struct Mine;

impl private::PluginTable for Mine {
    type Plugin = Shop;
    type Source = private::Imported<Fake>;
    type PrimaryKey = private::Column<MineKey>;
    type AllColumns = (private::Column<MineKey>,);

    const NAME: &'static str = "makers";
    const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
    const ALL_COLUMNS: Self::AllColumns = (private::Column::new(),);
    const DEFINITION: private::TableDefinition = <schema::Maker as private::PluginTable>::DEFINITION;
}

impl private::NumberedTable for Mine {
    type Position = <schema::Maker as private::NumberedTable>::Position;
}

pub struct MineKey;

impl private::PluginColumn for MineKey {
    type Table = Mine;
    type SqlType = diesel::sql_types::BigInt;
    type Position = private::End;
    type IsPrimaryKey = private::No;

    const NAME: &'static str = "id";
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<i64> {
    private::Table::<Mine>::new().count().get_result(conn)
}

fn main() {}
