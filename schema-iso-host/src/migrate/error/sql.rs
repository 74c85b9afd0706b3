//! What PostgreSQL answers when a statement fails.

use std::error::Error as StdError;
use std::fmt;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// The answer of PostgreSQL to a statement that failed, with all that an operator can act on:
/// message, SQLSTATE, DETAIL, HINT and CONTEXT.
///
/// Diesel hands out message, DETAIL and HINT of every error, and SQLSTATE of the kinds that it
/// knows by name. Of a migration that fails in its transaction, SQLSTATE and CONTEXT are found
/// out afterwards; see [`HostBuilder::explain_failures`](crate::HostBuilder::explain_failures).
///
/// ```
/// use schema_iso_host::SqlError;
///
/// fn is_unique_violation(error: &SqlError) -> bool {
///     error.sqlstate() == Some("23505")
/// }
/// # let error = SqlError::from(diesel::result::Error::NotFound);
/// # assert!(!is_unique_violation(&error));
/// ```
#[derive(Debug)]
pub struct SqlError(Box<Answer>);

#[derive(Debug)]
struct Answer {
    diesel: Error,
    diagnosis: Diagnosis,
}

/// What Diesel does not hand out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::migrate) struct Diagnosis {
    pub(in crate::migrate) sqlstate: Option<String>,
    pub(in crate::migrate) context: Option<String>,
    /// What to do about it.
    pub(in crate::migrate) advice: Option<String>,
}

impl SqlError {
    /// The error as Diesel has it.
    #[must_use]
    pub fn diesel(&self) -> &Error {
        &self.0.diesel
    }

    /// The five characters that name the kind of the error, where they are known.
    #[must_use]
    pub fn sqlstate(&self) -> Option<&str> {
        self.0
            .diagnosis
            .sqlstate
            .as_deref()
            .or_else(|| known_sqlstate(&self.0.diesel))
    }

    /// What PostgreSQL adds to the message: the key that is twice there, for one.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.information()?.details()
    }

    /// What PostgreSQL suggests to do.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.information()?.hint()
    }

    /// Where in functions and blocks the error happened, where that is known.
    #[must_use]
    pub fn context(&self) -> Option<&str> {
        self.0.diagnosis.context.as_deref()
    }

    /// What to do about a name that is not found because it belongs to an extension in a schema
    /// where no plugin looks.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.0.diagnosis.advice.as_deref()
    }

    /// The error with what was found out about it afterwards.
    pub(in crate::migrate) fn with_diagnosis(mut self, diagnosis: Diagnosis) -> Self {
        self.0.diagnosis = diagnosis;
        self
    }

    fn information(&self) -> Option<&dyn DatabaseErrorInformation> {
        match &self.0.diesel {
            Error::DatabaseError(_, information) => Some(&**information),
            _ => None,
        }
    }
}

impl From<Error> for SqlError {
    fn from(diesel: Error) -> Self {
        Self(Box::new(Answer {
            diesel,
            diagnosis: Diagnosis::default(),
        }))
    }
}

impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.diesel.fmt(f)?;
        if let Some(sqlstate) = self.sqlstate() {
            write!(f, " (SQLSTATE {sqlstate})")?;
        }
        for (name, text) in [
            ("DETAIL", self.detail()),
            ("HINT", self.hint()),
            ("CONTEXT", self.context()),
            ("help", self.advice()),
        ] {
            if let Some(text) = text {
                write!(f, "\n{name}: {text}")?;
            }
        }
        Ok(())
    }
}

impl StdError for SqlError {}

/// The codes of the kinds that Diesel names.
fn known_sqlstate(error: &Error) -> Option<&'static str> {
    let Error::DatabaseError(kind, _) = error else {
        return None;
    };
    match kind {
        DatabaseErrorKind::UniqueViolation => Some("23505"),
        DatabaseErrorKind::ForeignKeyViolation => Some("23503"),
        DatabaseErrorKind::NotNullViolation => Some("23502"),
        DatabaseErrorKind::CheckViolation => Some("23514"),
        DatabaseErrorKind::RestrictViolation => Some("23001"),
        DatabaseErrorKind::ExclusionViolation => Some("23P01"),
        DatabaseErrorKind::SerializationFailure => Some("40001"),
        DatabaseErrorKind::ReadOnlyTransaction => Some("25006"),
        _ => None,
    }
}

/// Whether the connection is gone.
pub(in crate::migrate) fn is_lost(error: &Error) -> bool {
    matches!(
        error,
        Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
            _
        )
    )
}

/// Whether the same transaction may well succeed the next time (40001, 40P01).
///
/// Diesel names the kind of the first only. The second is recognized by its message, and so
/// only where PostgreSQL speaks English.
pub(in crate::migrate) fn is_transient(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, information) => {
            information.message() == "deadlock detected"
        }
        _ => false,
    }
}

/// Whether a lock was not free (55P03), within `lock_timeout` or at once.
///
/// It is recognized by its message, and so only where PostgreSQL speaks English.
pub(in crate::migrate) fn is_lock_unavailable(error: &Error) -> bool {
    let Error::DatabaseError(DatabaseErrorKind::Unknown, information) = error else {
        return false;
    };
    let message = information.message();
    message == "canceling statement due to lock timeout"
        || message.starts_with("could not obtain lock on ")
}
