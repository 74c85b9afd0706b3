//! Checks the text of one migration.

use std::fmt;

use super::context::CheckContext;
use super::finding::Finding;
use super::functions::OwnNames;
use super::place::Lines;
use super::rules;
use super::syntax::Script;
use super::visit::{Report, Visit};

/// What a check found, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckReport {
    /// The findings, errors and warnings.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether there is no error.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }

    /// The findings for which the migration is refused.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }

    /// The findings that somebody should look at.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.is_error())
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        Ok(())
    }
}

/// Checks the text of one migration file (ISO-06).
///
/// `public.` qualifiers that [`strip_public`](super::strip_public) removes are accepted;
/// run the stripped text.
#[must_use]
pub fn check_sql(source: &str, context: &CheckContext<'_>) -> CheckReport {
    check_script(&Script::parse(source), context)
}

/// Warns of what in a migration blocks or breaks the tables that a running program uses, and of
/// nothing else.
#[must_use]
pub fn check_live_tables(source: &str, context: &CheckContext<'_>) -> Vec<Finding> {
    let mut findings = check_sql(source, context).findings;
    findings.retain(|finding| {
        let mut pages = rules::LIVE_PAGES.iter();
        pages.any(|page| page.code == finding.code)
    });
    findings
}

pub(super) fn check_script(script: &Script<'_>, context: &CheckContext<'_>) -> CheckReport {
    let mut reports = Vec::new();
    let made = OwnNames::of([script.source]);
    rules::faults(&mut Visit::new(script, None, context, &made, &mut reports));
    for unit in &script.units {
        let mut visit = Visit::new(script, Some(unit), context, &made, &mut reports);
        let root = unit.root();
        rules::unit(&mut visit, root);
        for node in root.descendants() {
            rules::node(&mut visit, node);
        }
    }
    CheckReport {
        findings: placed(script.source, context.file, reports),
    }
}

fn placed(source: &str, file: &str, mut reports: Vec<Report>) -> Vec<Finding> {
    if reports.is_empty() {
        return Vec::new();
    }
    reports.sort_by_key(|report| (report.span.start, std::cmp::Reverse(report.severity)));
    reports.dedup_by(|next, first| next.span == first.span && next.page.code == first.page.code);
    let lines = Lines::new(source);
    reports
        .into_iter()
        .map(|report| {
            let span = lines.clamp(report.span);
            let (line, column) = lines.place(span.start);
            Finding {
                severity: report.severity,
                code: report.page.code,
                message: report.message,
                help: report.help,
                file: file.to_owned(),
                span,
                line,
                column,
                excerpt: report.shows_text.then(|| lines.text(line).to_owned()),
            }
        })
        .collect()
}
