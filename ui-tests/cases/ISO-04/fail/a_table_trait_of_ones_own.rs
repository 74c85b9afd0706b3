// expect: type `PrimaryKey` is not a member of trait `diesel::Table`
// ISO-04: The curated `Table` is good for a bound and nothing else.
// errors: 6
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::*;

pub struct Everything;

impl diesel::Table for Everything {
    type PrimaryKey = items::id;
    type AllColumns = (items::id,);

    fn primary_key(&self) -> items::id {
        items::id
    }

    fn all_columns() -> (items::id,) {
        (items::id,)
    }
}

fn main() {}
