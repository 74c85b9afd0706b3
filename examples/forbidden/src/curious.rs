//! A query of another plugin's table.

use auth::schema::users;
use diesel::prelude::*;

use crate::Audit;

/// The addresses of everybody.
pub fn addresses(conn: &mut SafeConnection<Audit>) -> QueryResult<Vec<String>> {
    users::table.select(users::email).load(conn)
}
