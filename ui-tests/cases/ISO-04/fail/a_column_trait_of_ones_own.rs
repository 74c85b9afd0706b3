// expect: type `Table` is not a member of trait `diesel::Column`
// ISO-04: The curated `Column` is good for a bound and nothing else.
// errors: 3
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

pub struct Password;

impl diesel::Column for Password {
    type Table = auth::schema::users::table;

    const NAME: &'static str = "password_hash";
}

fn main() {}
