// ISO-04: The orphan rule: neither the trait nor the column nor the table is the plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn filtered<E>(condition: E) -> E
where
    E: diesel::AppearsOnTable<items::table>,
{
    condition
}
