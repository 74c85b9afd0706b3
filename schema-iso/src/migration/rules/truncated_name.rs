//! `truncated-name`: names of more than 63 bytes, which PostgreSQL cuts.

use std::collections::BTreeMap;
use std::ops::Range;

use squawk_parser::SyntaxKind::IDENT;

use crate::migration::finding::Severity;
use crate::migration::identifier::{LONGEST, kept};
use crate::migration::page::RulePage;
use crate::migration::syntax::{Script, fold};
use crate::migration::visit::Visit;

pub(in crate::migration) const PAGE: RulePage = RulePage {
    code: "truncated-name",
    problem: "A name is longer than 63 bytes. PostgreSQL cuts it without an error, and two names that are the same \
              up to there are one name: `IF NOT EXISTS` then finds the other object, and `OR REPLACE` replaces it.",
    solution: "Write a shorter name. One name that is cut is a warning; two that become one are an error.",
    reported: "CREATE INDEX items_by_name_and_description_and_status_and_the_time_of_creation ON items (name);",
    accepted: "CREATE INDEX items_by_name ON items (name);",
};

/// The names of a text that PostgreSQL cuts, each where it stands first.
pub(in crate::migration) fn long_names(script: &Script<'_>) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for unit in &script.units {
        for token in unit.root().tokens().filter(|token| token.kind() == IDENT) {
            if token.text().len() <= LONGEST {
                continue;
            }
            let name = fold(token.text());
            if name.len() > LONGEST && !found.iter().any(|(known, _)| *known == name) {
                let span = unit.absolute(token.start())..unit.absolute(token.end() - 1) + 1;
                found.push((name.into_owned(), span));
            }
        }
    }
    found
}

/// Reports on a text as a whole.
pub(super) fn file(visit: &mut Visit<'_>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (name, span) in long_names(visit.script) {
        let cut = kept(&name).to_owned();
        if let Some(other) = first.get(&cut) {
            let (message, help) = meet(&name, other, &cut);
            visit.report(Severity::Error, &PAGE, span, message, help);
            continue;
        }
        visit.report(
            Severity::Warning,
            &PAGE,
            span,
            format!("this name is longer than {LONGEST} bytes; PostgreSQL cuts it to `{cut}`"),
            "write a shorter name",
        );
        first.insert(cut, name);
    }
}

/// Message and help for two names that become one.
pub(in crate::migration) fn meet(name: &str, other: &str, cut: &str) -> (String, String) {
    (
        format!("PostgreSQL cuts `{name}` to `{cut}`, and so it does with `{other}`"),
        format!("write a name that differs from the other one in its first {LONGEST} bytes"),
    )
}
