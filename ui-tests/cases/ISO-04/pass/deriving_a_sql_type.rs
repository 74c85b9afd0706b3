// ISO-04: A type that is looked up by its name alone could be another plugin's.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

#[schema_iso_diesel::plugin_enum]
#[derive(Debug, Clone, Copy)]
pub enum Colour {
    Red,
    Green,
}

fn main() {}
