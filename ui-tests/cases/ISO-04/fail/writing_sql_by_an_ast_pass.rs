// expect: the traits with which a type writes SQL are withheld from plugins
// ISO-04: What has an `AstPass` writes what it likes.
// errors: 2
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment};

pub fn write<F>(fragment: &F, out: AstPass<'_, '_, diesel::pg::Pg>) -> QueryResult<()>
where
    F: QueryFragment<diesel::pg::Pg>,
{
    fragment.walk_ast(out)
}

fn main() {}
