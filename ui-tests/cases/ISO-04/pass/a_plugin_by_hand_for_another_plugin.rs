// ISO-04: The plugin of another crate is that crate's to describe.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub const METADATA: diesel::__private::PluginMetadata = <Shop as diesel::Plugin>::METADATA;
