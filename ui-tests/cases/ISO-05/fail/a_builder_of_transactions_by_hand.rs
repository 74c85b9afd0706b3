// expect: fields `connection`, `isolation_level`, `access_mode` and `deferrable` of struct `TransactionBuilder` are private
// ISO-05: A builder comes from a connection.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use diesel::prelude::*;

pub fn run(conn: &mut SafeConnection<Shop>) {
    let _ = diesel::TransactionBuilder::<Shop> {
        connection: conn,
        isolation_level: "; DELETE FROM plugin_auth.users",
        access_mode: "",
        deferrable: "",
    };
}

fn main() {}
