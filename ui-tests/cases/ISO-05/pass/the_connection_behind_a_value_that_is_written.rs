// ISO-05: What writes a value may look types up, and cannot name what does the looking.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{Output, ToSql};

#[derive(Debug, AsExpression)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Name(String);

impl ToSql<diesel::sql_types::Text, Pg> for Name {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> diesel::serialize::Result {
        <String as ToSql<diesel::sql_types::Text, Pg>>::to_sql(&self.0, out)
    }
}
