// expect: `diesel::r2d2` is withheld from plugins
// ISO-04: A pool of the plugin's own would hand out raw connections.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::r2d2::{ConnectionManager, Pool};

pub struct Connections<C>(Pool<ConnectionManager<C>>);

fn main() {}
