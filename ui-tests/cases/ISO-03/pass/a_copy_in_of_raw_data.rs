// ISO-03: COPY writes to a table, whatever the data is.
use diesel::prelude::*;
use schema_iso_diesel::plugin;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::groups;

#[plugin(id = "shop")]
pub struct Shop;

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    diesel::copy_from(groups::table)
        .from_raw_data(groups::table, |data| {
            data.write_all(b"1,x\n")
                .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
        })
        .execute(conn)
}
