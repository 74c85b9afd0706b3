// expect: `define_sql_function!` is withheld from plugins
// errors: 1
// ISO-04: Any function can be named, `query_to_xml` and `dblink` among them.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

diesel::define_sql_function! {
    fn query_to_xml(query: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

fn main() {}
