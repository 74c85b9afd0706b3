// expect: `PgConnection` is withheld from plugins
// ISO-05: What writes a value may look types up, and cannot name what does the looking.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{IsNull, Output, ToSql};

#[derive(Debug, AsExpression)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Spy;

impl ToSql<diesel::sql_types::Text, Pg> for Spy {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> diesel::serialize::Result {
        let lookup: &mut dyn std::any::Any = out.metadata_lookup().as_any();
        let _ = lookup.downcast_mut::<diesel::PgConnection>();
        Ok(IsNull::Yes)
    }
}

fn main() {}
