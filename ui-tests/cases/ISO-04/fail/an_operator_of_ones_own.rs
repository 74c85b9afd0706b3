// expect: `infix_operator!` is withheld from plugins
// errors: 1
// ISO-04: An operator is a text that is written as it stands.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

diesel::infix_operator!(Matches, " ~ ANY (SELECT name FROM plugin_auth.users) OR ");

fn main() {}
