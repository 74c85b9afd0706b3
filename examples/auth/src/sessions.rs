//! Signing in and out.

use chrono::Duration;
use diesel::dsl::now;
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::{NewSession, credentials, sessions, users};
use crate::{Auth, SignedIn, UserId};

/// Signs somebody in: the token to show from now on, or none if address and hash do
/// not belong together.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn sign_in(
    conn: &mut SafeConnection<Auth>,
    email: &str,
    password_hash: &str,
) -> QueryResult<Option<String>> {
    let user = users::table
        .inner_join(credentials::table)
        .filter(users::email.eq(email))
        .filter(users::deleted_at.is_null())
        .filter(credentials::password_hash.eq(password_hash))
        .select(users::id)
        .first::<UserId>(conn)
        .optional()?;
    user.map(|user| begin(conn, user)).transpose()
}

fn begin(conn: &mut SafeConnection<Auth>, user: UserId) -> QueryResult<String> {
    diesel::insert_into(sessions::table)
        .values(NewSession {
            id: None,
            user_id: user,
            token: Uuid::new_v4().simple().to_string(),
            expires_at: chrono::Utc::now() + Duration::hours(8),
        })
        .returning(sessions::token)
        .get_result(conn)
}

/// Who shows this token, if it is still good.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn resume(conn: &mut SafeConnection<Auth>, token: &str) -> QueryResult<Option<SignedIn>> {
    let row = sessions::table
        .inner_join(users::table)
        .filter(sessions::token.eq(token))
        .filter(sessions::expires_at.gt(now))
        .filter(users::deleted_at.is_null())
        .select((users::id, users::display_name, users::role))
        .first(conn)
        .optional()?;
    Ok(row.map(|(user, display_name, role)| SignedIn::new(user, display_name, role)))
}

/// Signs somebody out everywhere, and says how many sessions that ended.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn sign_out(conn: &mut SafeConnection<Auth>, user: UserId) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(conn)
}
