//! Accounts.

use diesel::dsl::{exists, now, select};
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::schema::{NewCredential, NewUser, Role, User, UserChanges, credentials, users};
use crate::{Auth, UserId};

/// Opens an account, with its credentials, or neither.
///
/// # Errors
///
/// A unique violation if the address is taken.
pub fn register(
    conn: &mut SafeConnection<Auth>,
    email: &str,
    display_name: &str,
    role: Role,
    password_hash: &str,
) -> QueryResult<User> {
    conn.transaction(|conn| {
        let user: User = diesel::insert_into(users::table)
            .values(NewUser {
                id: None,
                email: email.to_owned(),
                display_name: display_name.to_owned(),
                role: Some(role),
                preferences: None,
                created_at: None,
                deleted_at: None,
            })
            .get_result(conn)?;
        set_password(conn, user.id, password_hash)?;
        Ok(user)
    })
}

/// Sets or replaces the hash of a password.
///
/// # Errors
///
/// A foreign key violation if there is no such user.
pub fn set_password(
    conn: &mut SafeConnection<Auth>,
    user: UserId,
    password_hash: &str,
) -> QueryResult<()> {
    diesel::insert_into(credentials::table)
        .values(NewCredential {
            user_id: user,
            password_hash: password_hash.to_owned(),
            updated_at: None,
        })
        .on_conflict(credentials::user_id)
        .do_update()
        .set((
            credentials::password_hash.eq(excluded(credentials::password_hash)),
            credentials::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Everybody who has an account, the oldest first.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn all(conn: &mut SafeConnection<Auth>) -> QueryResult<Vec<User>> {
    users::table
        .filter(users::deleted_at.is_null())
        .order((users::created_at.asc(), users::email.asc()))
        .select(User::as_select())
        .load(conn)
}

/// Whether an address has an account.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn is_registered(conn: &mut SafeConnection<Auth>, email: &str) -> QueryResult<bool> {
    let user = users::table
        .filter(users::email.eq(email))
        .filter(users::deleted_at.is_null());
    select(exists(user)).get_result(conn)
}

/// Remembers a preference of somebody, and returns all of them.
///
/// # Errors
///
/// `NotFound` if there is no such user.
pub fn prefer(
    conn: &mut SafeConnection<Auth>,
    user: UserId,
    preferences: serde_json::Value,
) -> QueryResult<serde_json::Value> {
    // `||` on jsonb: what is not named stays as it is.
    diesel::update(users::table.find(user))
        .set(users::preferences.eq(users::preferences.concat(preferences)))
        .returning(users::preferences)
        .get_result(conn)
}

/// Changes what others call somebody.
///
/// # Errors
///
/// `NotFound` if there is no such user.
pub fn rename(
    conn: &mut SafeConnection<Auth>,
    user: UserId,
    display_name: &str,
) -> QueryResult<User> {
    diesel::update(users::table.find(user))
        .set(UserChanges {
            display_name: Some(display_name.to_owned()),
            ..UserChanges::default()
        })
        .get_result(conn)
}

/// Closes an account. The row stays, since other tables may refer to its id.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn close(conn: &mut SafeConnection<Auth>, user: UserId) -> QueryResult<bool> {
    let closed = diesel::update(users::table.find(user))
        .filter(users::deleted_at.is_null())
        .set(users::deleted_at.eq(now))
        .execute(conn)?;
    Ok(closed == 1)
}
