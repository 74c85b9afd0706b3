// expect: `#[derive(SqlType)]` is withheld from plugins
// errors: 1
// ISO-04: A type that is looked up by its name alone could be another plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(diesel::sql_types::SqlType)]
#[diesel(postgres_type(name = "colour"))]
pub struct ColourType;

fn main() {}
