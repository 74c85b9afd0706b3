//! Accounts: joins, an upsert, jsonb, an enum, soft deletes.

use auth::schema::Role;
use auth::{Auth, SignedIn, sessions, users};
use schema_iso_diesel::SafeConnection;
use serde_json::json;

use crate::Outcome;
use crate::console::Console;

/// Who goes on to the next plugin.
pub(super) struct People {
    pub(super) editor: SignedIn,
    pub(super) member: SignedIn,
}

pub(super) fn run(console: &mut Console, conn: &mut SafeConnection<Auth>) -> Outcome<People> {
    let ada = users::register(conn, "ada@example.com", "Ada", Role::Editor, "hash of 1")?;
    users::register(conn, "bo@example.com", "Bo", Role::Member, "hash of 2")?;
    let cy = users::register(conn, "cy@example.com", "Cy", Role::Admin, "hash of 3")?;
    for user in users::all(conn)? {
        console.line(format!(
            "{} <{}>, {:?}",
            user.display_name, user.email, user.role
        ))?;
    }
    let taken = users::register(conn, "ada@example.com", "Eve", Role::Admin, "hash of 4");
    console.claim(
        taken.is_err() && users::all(conn)?.len() == 3,
        "an address that is taken: the transaction rolls back",
    )?;

    let ada = users::rename(conn, ada.id, "Ada L.")?;
    users::prefer(conn, ada.id, json!({ "theme": "dark", "language": "en" }))?;
    let preferences = users::prefer(conn, ada.id, json!({ "language": "nl" }))?;
    console.claim(
        preferences == json!({ "theme": "dark", "language": "nl" }),
        "jsonb: preferences are merged by the database",
    )?;

    users::set_password(conn, ada.id, "hash of 5")?;
    let old = sessions::sign_in(conn, &ada.email, "hash of 1")?;
    let new = sessions::sign_in(conn, &ada.email, "hash of 5")?;
    console.claim(
        old.is_none() && new.is_some(),
        "upsert: a new password takes the place of the old one",
    )?;

    let token = sessions::sign_in(conn, &cy.email, "hash of 3")?.ok_or("Cy cannot sign in")?;
    let closed = users::close(conn, cy.id)? && !users::close(conn, cy.id)?;
    let gone = !users::is_registered(conn, &cy.email)? && users::all(conn)?.len() == 2;
    let out = sessions::resume(conn, &token)?.is_none() && sessions::sign_out(conn, cy.id)? == 1;
    console.claim(
        closed && gone && out,
        "soft delete: an account is closed once, and its sessions end",
    )?;

    let editor = signed_in(conn, &ada.email, "hash of 5")?;
    let member = signed_in(conn, "bo@example.com", "hash of 2")?;
    console.claim(
        editor.display_name() == "Ada L." && editor.may_write() && !member.may_write(),
        "enum: roles decide who may write",
    )?;
    Ok(People { editor, member })
}

fn signed_in(conn: &mut SafeConnection<Auth>, email: &str, hash: &str) -> Outcome<SignedIn> {
    let token = sessions::sign_in(conn, email, hash)?.ok_or("nobody has these credentials")?;
    let signed_in = sessions::resume(conn, &token)?;
    Ok(signed_in.ok_or("the session has ended already")?)
}
