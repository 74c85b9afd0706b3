// expect: `#[derive(SqlType)]` is withheld from plugins
// ISO-03: The name of a type is SQL that no plugin writes.
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

#[plugin(id = "shop")]
pub struct Shop;

#[derive(diesel::sql_types::SqlType)]
pub struct Smuggled;

impl diesel::expression::KnownCastSqlTypeName<diesel::pg::Pg> for Smuggled {
    const SQL_TYPE_NAME: &'static str = "text), (SELECT name FROM plugin_auth.users LIMIT 1";
}

fn main() {}
