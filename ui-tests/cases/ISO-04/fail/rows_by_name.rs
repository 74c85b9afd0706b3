// expect: `#[derive(QueryableByName)]` is withheld from plugins
// errors: 1
// ISO-04: It is for raw SQL, of which there is none.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

#[derive(QueryableByName)]
pub struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub name: String,
}

fn main() {}
