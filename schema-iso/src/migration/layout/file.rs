//! The files of a migration, and what is wrong with one that cannot be read.

use crate::migration::finding::{Finding, Severity};
use crate::migration::page::RulePage;
use crate::migration::place::Lines;

pub(super) const UNREADABLE: RulePage = RulePage {
    code: "unreadable-file",
    problem: "A directory or file of the migrations cannot be read as text in UTF-8, or is a link that leads nowhere.",
    solution: "Store migrations as text files in UTF-8 that the build and the host may read, and remove broken links.",
    reported: "migrations/01_a/up.sql -> a file that does not exist",
    accepted: "migrations/01_a/up.sql",
};

/// The files of a migration that Diesel knows.
pub const MIGRATION_FILES: [&str; 3] = ["up.sql", "down.sql", "metadata.toml"];

/// The finding for a file or directory that cannot be read.
///
/// ```
/// use schema_iso::migration::layout::unreadable;
///
/// let finding = unreadable("migrations/01_a/up.sql", "permission denied");
/// assert!(finding.is_error());
/// ```
#[must_use]
pub fn unreadable(file: &str, why: &str) -> Finding {
    Finding::of_file(
        &UNREADABLE,
        Severity::Error,
        file,
        format!("this cannot be read: {why}"),
        "let it be a directory of text files in UTF-8 that you may read, or remove it",
    )
}

/// Reads the bytes of a file as UTF-8.
///
/// ```
/// use schema_iso::migration::layout::text;
///
/// assert_eq!(text("up.sql", b"SELECT 1;".to_vec()).unwrap(), "SELECT 1;");
/// let finding = text("up.sql", b"SELECT\n  '\xff'".to_vec()).unwrap_err();
/// assert_eq!((finding.line, finding.column), (2, 4));
/// ```
///
/// # Errors
///
/// A finding at the first byte that is not UTF-8.
#[expect(
    clippy::result_large_err,
    reason = "there is one finding for a file at most, and it is kept"
)]
pub fn text(file: &str, bytes: Vec<u8>) -> Result<String, Finding> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..offset]);
        let mut finding = unreadable(file, "it is not UTF-8");
        finding.span = offset..offset;
        (finding.line, finding.column) = Lines::new(&before).place(offset);
        finding
    })
}
