//! The explanation of each rule, from which `docs/rules/ISO-06.md` is made.

use super::page::RulePage;

/// Explains a rule by its code.
///
/// ```
/// let page = schema_iso::migration::describe("foreign-schema").unwrap();
/// assert!(page.solution.contains("host"));
/// ```
#[must_use]
pub fn describe(code: &str) -> Option<&'static RulePage> {
    rule_pages().find(|page| page.code == code)
}

/// All rules, in the order of the page.
pub fn rule_pages() -> impl Iterator<Item = &'static RulePage> {
    super::rules::PAGES
        .iter()
        .chain(super::rules::LIVE_PAGES)
        .chain(super::layout::PAGES)
        .copied()
}
