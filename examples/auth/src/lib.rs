//! An example plugin: users, their credentials and their sessions.
//!
//! Other plugins depend on [`Auth`] and use what it offers as types: [`UserId`] to
//! remember somebody in a table of their own, and [`SignedIn`] as the proof that
//! somebody has signed in. They never see the tables.

mod signed_in;
mod user_id;

pub mod schema;
pub mod sessions;
pub mod users;

pub use self::signed_in::SignedIn;
pub use self::user_id::UserId;

use schema_iso_diesel::plugin;

/// Knows who is who.
#[plugin(id = "auth", migrations = "migrations")]
#[derive(Debug)]
pub struct Auth;
