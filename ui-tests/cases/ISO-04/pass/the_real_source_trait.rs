// ISO-04: The curated `QuerySource` is good for a bound and nothing else.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn known<S: diesel::QuerySource>(source: S) -> S {
    source
}
