//! `RulePage`: the explanation of one rule.

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
