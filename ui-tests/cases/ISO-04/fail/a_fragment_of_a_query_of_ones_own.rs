// expect: the traits with which a type writes SQL are withheld from plugins
// errors: 1
// ISO-04: A fragment writes what it likes.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

use diesel::query_builder::{AstPass, QueryFragment};

pub struct Everything;

impl QueryFragment<diesel::pg::Pg> for Everything {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        out.push_sql("SELECT * FROM plugin_auth.users");
        Ok(())
    }
}

fn main() {}
