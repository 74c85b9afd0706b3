// expect: borrowed data escapes outside of closure
// ISO-05: A scope ends with the transaction of the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::host::{Host, Scope, UnitError};

pub fn smuggle(host: &Host) -> Option<Scope<'static, Shop>> {
    let mut kept = None;
    let _ = host.transaction(|unit| {
        kept = Some(unit.scope::<Shop>()?);
        Ok::<_, UnitError>(())
    });
    kept
}

fn main() {}
