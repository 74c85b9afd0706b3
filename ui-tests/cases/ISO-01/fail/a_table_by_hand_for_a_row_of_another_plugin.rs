// expect: `User` is not defined in the current crate
// ISO-01: Only the crate of a row says whose table it is: the orphan rule refuses a second
// opinion.
use schema_iso_diesel::plugin;

#[plugin(id = "shop")]
pub struct Shop;

impl diesel::__private::NumberedTable for auth::schema::User {
    type Position = diesel::__private::End;
}

fn main() {}
