// expect: type `FromClause` is not a member of trait `diesel::QuerySource`
// ISO-04: The curated `QuerySource` is good for a bound and nothing else.
// errors: 5
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::*;

pub struct Everything;

impl diesel::QuerySource for Everything {
    type FromClause = items::table;
    type DefaultSelection = items::name;

    fn from_clause(&self) -> items::table {
        items::table
    }

    fn default_selection(&self) -> items::name {
        items::name
    }
}

fn main() {}
