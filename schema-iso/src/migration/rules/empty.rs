//! `empty`: a migration that does nothing.

use crate::migration::context::Direction;
use crate::migration::finding::Severity;
use crate::migration::page::RulePage;
use crate::migration::syntax::words;
use crate::migration::visit::Visit;

pub(in crate::migration) const PAGE: RulePage = RulePage {
    code: "empty",
    problem: "`up.sql` is missing, or holds nothing but white space and comments; Diesel would fail on it only when it runs.",
    solution: "Write the statements, or remove the directory.",
    reported: "-- to do",
    accepted: "CREATE TABLE items (id bigint);",
};

/// Reports an `up.sql` without a statement. A `down.sql` may say that it cannot be
/// reverted, which the layout looks at.
pub(super) fn file(visit: &mut Visit<'_>) {
    if visit.context.direction == Direction::Up && is_empty(visit.script.source) {
        visit.report(
            Severity::Error,
            &PAGE,
            0..0,
            "`up.sql` holds no statement",
            "write the statements, or remove the directory",
        );
    }
}

/// Whether a text holds no statement.
///
/// ```
/// use schema_iso::migration::is_empty;
///
/// assert!(is_empty("-- nothing;\n;"));
/// assert!(!is_empty("SELECT 1"));
/// ```
#[must_use]
pub fn is_empty(sql: &str) -> bool {
    words(sql.trim_start_matches('\u{feff}')).all(|word| word.is_sign(";"))
}
