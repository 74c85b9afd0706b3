//! The explanation of each rule, from which `docs/rules/ISO-06.md` is made.

/// The explanation of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RulePage {
    /// The stable code, such as `foreign-schema`.
    pub code: &'static str,
    /// What goes wrong.
    pub problem: &'static str,
    /// What to write instead.
    pub solution: &'static str,
    /// A text that the rule reports, for the plugin `my-feature`.
    pub reported: &'static str,
    /// A text that does the same and is accepted.
    pub accepted: &'static str,
}

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
        .chain(super::layout::PAGES)
        .copied()
}
