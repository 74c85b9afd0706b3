// ISO-05: In one transaction of the host one plugin after another has its turn.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

use diesel::host::{Unit, UnitError};

pub fn both(unit: &mut Unit<'_>) -> Result<(), UnitError> {
    let mine = unit.scope::<Shop>()?;
    drop(mine);
    let theirs = unit.scope::<auth::Auth>()?;
    drop(theirs);
    Ok(())
}
