// ISO-04: It is for raw SQL, of which there is none.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
pub struct Name {
    pub name: String,
}
