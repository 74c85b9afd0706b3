//! What a server may answer, for the tests of the pool.

use diesel::result::DatabaseErrorInformation;

/// An answer of which nothing is known but what is set.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) message: &'static str,
    pub(super) details: Option<&'static str>,
    pub(super) hint: Option<&'static str>,
    pub(super) position: Option<i32>,
}

impl DatabaseErrorInformation for Answer {
    fn message(&self) -> &str {
        self.message
    }

    fn details(&self) -> Option<&str> {
        self.details
    }

    fn hint(&self) -> Option<&str> {
        self.hint
    }

    fn table_name(&self) -> Option<&str> {
        None
    }

    fn column_name(&self) -> Option<&str> {
        None
    }

    fn constraint_name(&self) -> Option<&str> {
        None
    }

    fn statement_position(&self) -> Option<i32> {
        self.position
    }
}
