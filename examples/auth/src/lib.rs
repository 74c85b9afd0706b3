//! An example plugin: users, their credentials and their sessions.
//!
//! Other plugins depend on [`Auth`] and use its public types: [`UserId`] to refer to a
//! user in a table of their own, and [`SignedIn`] as the proof that a user has signed
//! in. They cannot query the tables.

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
