// expect: mismatched types
// ISO-05: The connection of a plugin is not that of another one, be it by subtyping.
#![allow(coherence_leak_check)]
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

use diesel::__private::{ManifestCheckedByMacro, Plugin, PluginId, PluginMetadata};
use std::marker::PhantomData;

pub struct Either<T>(PhantomData<T>);

pub type Cart = Either<for<'a> fn(&'a u8)>;
pub type Disguise = Either<fn(&'static u8)>;
impl ManifestCheckedByMacro for Cart {}
impl Plugin for Cart {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("cart"), "cart", "1.0.0");
}
impl ManifestCheckedByMacro for Disguise {}
impl Plugin for Disguise {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("auth"), "auth", "1.0.0");
}

pub fn disguise(connection: SafeConnection<Cart>) -> SafeConnection<Disguise> {
    connection
}

fn main() {}
