//! The tables.

use chrono::{DateTime, Utc};
use schema_iso_diesel::{plugin_enum, plugin_table, plugin_tables};
use uuid::Uuid;

use crate::UserId;

/// What somebody may do.
#[plugin_enum]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads.
    Member,
    /// Reads and writes.
    Editor,
    /// Does everything.
    Admin,
}

/// Somebody with an account.
#[plugin_table(insert = NewUser, changes = UserChanges)]
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Who it is.
    #[column(primary_key, sql_type = diesel::sql_types::Uuid, default = "gen_random_uuid()")]
    pub id: UserId,
    /// The address that they sign in with.
    #[column(max_length = 254, unique)]
    pub email: String,
    /// What others call them.
    pub display_name: String,
    /// What they may do.
    #[column(default = "'member'")]
    pub role: Role,
    /// The settings of the user interface.
    #[column(default = "'{}'")]
    pub preferences: serde_json::Value,
    /// Since when there is an account.
    #[column(default = "now()")]
    pub created_at: DateTime<Utc>,
    /// Since when there is none any more; the row stays.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// How somebody proves who they are.
#[plugin_table(insert = NewCredential)]
#[expect(missing_debug_implementations, reason = "it holds a secret")]
#[derive(Clone)]
pub struct Credential {
    /// Whose it is.
    #[column(primary_key, references = users, on_delete = cascade, sql_type = diesel::sql_types::Uuid)]
    pub user_id: UserId,
    /// The hash of the password, which the caller computes.
    pub password_hash: String,
    /// When it was last set.
    #[column(default = "now()")]
    pub updated_at: DateTime<Utc>,
}

/// A time during which somebody is signed in.
#[plugin_table(insert = NewSession)]
#[expect(missing_debug_implementations, reason = "it holds a secret")]
#[derive(Clone)]
pub struct Session {
    /// Its id.
    #[column(default = "gen_random_uuid()")]
    pub id: Uuid,
    /// Who is signed in.
    #[column(references = users, on_delete = cascade, index, sql_type = diesel::sql_types::Uuid)]
    pub user_id: UserId,
    /// What the browser shows.
    #[column(unique)]
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// What other plugins may know of a user who is still there.
#[plugin_table(view, export)]
#[derive(Debug, Clone, PartialEq)]
pub struct UserCard {
    /// Who it is.
    #[column(primary_key, sql_type = diesel::sql_types::Uuid)]
    pub id: UserId,
    /// What others call them.
    pub display_name: String,
}

plugin_tables![users, credentials, sessions, user_cards];
