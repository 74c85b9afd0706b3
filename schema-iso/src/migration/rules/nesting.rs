//! `nesting`: a text that is too deep, or too large, to be read.

use crate::migration::finding::Severity;
use crate::migration::page::RulePage;
use crate::migration::syntax::Script;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "nesting",
    problem: "The text nests deeper than the check follows, or is larger than 64 MiB.",
    solution: "Split the statement or the file. Written by hand, SQL stays far below the limit.",
    reported: concat!(
        "SELECT ",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
        "1;"
    ),
    accepted: "SELECT ((1));",
};

pub(super) fn fault(visit: &mut Visit<'_>, offset: usize) {
    visit.report(
        Severity::Error,
        &PAGE,
        offset..offset,
        format!(
            "the text nests deeper than {} levels here, or is too large",
            Script::deepest()
        ),
        "split the statement or the file",
    );
}
