//! The pages of the rules, in the terminal and without a network.

use schema_iso::migration::{describe, rule_pages};
use schema_iso::rule::ALL;

/// Returns the page of an invariant, such as `ISO-03`, or of a rule of migrations, such as
/// `foreign-schema`.
///
/// ```
/// use cargo_schema_iso::explain::explain;
///
/// assert!(explain("iso-03").unwrap().starts_with("# ISO-03"));
/// assert!(explain("foreign-schema").unwrap().contains("Instead"));
/// assert!(explain("ISO-99").is_none());
/// ```
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    if let Some(page) = describe(code) {
        return Some(format!(
            "# {}\n\n{}\n\nInstead: {}\n\nReported, in a migration of the plugin `my-feature`:\n\n{}\n\nAccepted:\n\n{}\n\nThe rule is part of ISO-06.\n",
            page.code,
            page.problem,
            page.solution,
            indented(page.reported),
            indented(page.accepted),
        ));
    }
    let code = code.to_uppercase();
    let at = ALL.iter().position(|rule| rule.id() == code)?;
    PAGES.get(at).map(|page| (*page).to_owned())
}

/// Every code that [`explain`] knows.
///
/// ```
/// assert!(cargo_schema_iso::explain::codes().contains(&"ISO-01"));
/// ```
#[must_use]
pub fn codes() -> Vec<&'static str> {
    let invariants = ALL.iter().map(|rule| rule.id());
    invariants
        .chain(rule_pages().map(|page| page.code))
        .collect()
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The pages of the invariants, by number. `rules` is a link to `docs/rules`.
const PAGES: [&str; ALL.len()] = [
    include_str!("../rules/ISO-01.md"),
    include_str!("../rules/ISO-02.md"),
    include_str!("../rules/ISO-03.md"),
    include_str!("../rules/ISO-04.md"),
    include_str!("../rules/ISO-05.md"),
    include_str!("../rules/ISO-06.md"),
    include_str!("../rules/ISO-07.md"),
    include_str!("../rules/ISO-08.md"),
    include_str!("../rules/ISO-09.md"),
    include_str!("../rules/ISO-10.md"),
    include_str!("../rules/ISO-11.md"),
    include_str!("../rules/ISO-12.md"),
    include_str!("../rules/ISO-13.md"),
    include_str!("../rules/ISO-14.md"),
    include_str!("../rules/ISO-15.md"),
    include_str!("../rules/ISO-16.md"),
    include_str!("../rules/ISO-17.md"),
    include_str!("../rules/ISO-18.md"),
];

#[cfg(test)]
mod tests {
    use super::{codes, explain};

    #[test]
    fn every_code_has_its_page() {
        for code in codes() {
            let page = explain(code).expect("the code is known");
            assert!(page.starts_with(&format!("# {code}")), "{page}");
        }
    }
}
