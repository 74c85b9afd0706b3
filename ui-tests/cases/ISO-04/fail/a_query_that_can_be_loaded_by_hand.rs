// expect: this statement cannot run on the connection of the plugin `Shop`
// ISO-04: `LoadQuery` is good for a bound and nothing else.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub struct Everything;

impl diesel::query_dsl::LoadQuery<'_, SafeConnection<Shop>, Item> for Everything {
    type RowIter<'conn> = std::vec::IntoIter<QueryResult<Item>>;

    fn internal_load(self, _: &mut SafeConnection<Shop>) -> QueryResult<Self::RowIter<'_>> {
        Ok(Vec::new().into_iter())
    }
}

fn main() {}
