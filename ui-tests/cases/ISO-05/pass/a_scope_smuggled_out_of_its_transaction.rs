// ISO-05: A scope ends with the transaction of the host.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::host::{Host, UnitError};

pub fn names(host: &Host) -> Result<(), UnitError> {
    host.transaction(|unit| {
        let mut mine = unit.scope::<Shop>()?;
        let _ = items::table.select(items::name).load::<String>(&mut *mine);
        Ok(())
    })
}
