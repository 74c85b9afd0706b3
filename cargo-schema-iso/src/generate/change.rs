//! `Change`: one step from the catalogue to the declarations, and the way back.

/// When a change can be made beside a running program: each phase is one migration, except that
/// each index is one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Names, before all that follows.
    Renames,
    /// Labels of enums, which the transaction that adds them cannot use.
    Labels,
    /// What needs no look at the rows, or cannot do without a lock.
    Main,
    /// An index, built or dropped outside of a transaction.
    Index,
    /// Constraints that hold for new rows.
    Constraints,
    /// The same constraints, proven for the rows that are there.
    Validation,
}

/// One step.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) phase: Phase,
    /// The SQL; nothing for a step that only the way back has.
    pub(super) up: String,
    pub(super) down: String,
    /// What somebody who reads the migration must know.
    pub(super) note: Option<String>,
    /// What it is about, for the name of a migration of its own.
    pub(super) about: String,
}

impl Change {
    pub(super) fn new(phase: Phase, up: impl Into<String>, down: impl Into<String>) -> Self {
        Self {
            phase,
            up: up.into(),
            down: down.into(),
            note: None,
            about: String::new(),
        }
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(super) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}
