//! `SignedIn`: the proof that a user has signed in.

use crate::UserId;
use crate::schema::Role;

/// A user who has signed in, with the data that other plugins need.
///
/// Only [`crate::sessions::resume`] creates one, so a function that takes it can only be
/// called for a user who has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    user: UserId,
    display_name: String,
    role: Role,
}

impl SignedIn {
    pub(crate) fn new(user: UserId, display_name: String, role: Role) -> Self {
        Self {
            user,
            display_name,
            role,
        }
    }

    /// Who it is.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }

    /// What others call them.
    #[must_use]
    pub fn display_name(&self) -> &str {
        &self.display_name
    }

    /// Whether they may write.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.role >= Role::Editor
    }
}
