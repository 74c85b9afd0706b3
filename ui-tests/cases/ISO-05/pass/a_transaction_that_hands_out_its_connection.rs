// ISO-05: The closure has the connection for as long as it runs.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;
use schema::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let mut kept = None;
    let _: QueryResult<()> = conn.transaction(|conn| {
        kept = Some(items::table.load::<Item>(conn)?);
        Ok(())
    });
    let _ = kept;
}
