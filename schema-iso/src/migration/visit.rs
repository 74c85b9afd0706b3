//! `Visit`: what a rule sees of a text, and where it reports.

use std::ops::Range;

use super::context::CheckContext;
use super::finding::Severity;
use super::functions::OwnNames;
use super::page::RulePage;
use super::syntax::{Node, ParsedText, Script};

/// A finding before its place is known.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) severity: Severity,
    pub(super) page: &'static RulePage,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) span: Range<usize>,
    pub(super) shows_text: bool,
}

/// What a rule sees, and where it reports.
#[derive(Debug)]
pub(super) struct Visit<'v> {
    pub(super) script: &'v Script<'v>,
    unit: Option<&'v ParsedText>,
    pub(super) context: &'v CheckContext<'v>,
    /// What this text itself makes.
    made: &'v OwnNames,
    reports: &'v mut Vec<Report>,
}

impl<'v> Visit<'v> {
    pub(super) fn new(
        script: &'v Script<'v>,
        unit: Option<&'v ParsedText>,
        context: &'v CheckContext<'v>,
        made: &'v OwnNames,
        reports: &'v mut Vec<Report>,
    ) -> Self {
        Self {
            script,
            unit,
            context,
            made,
            reports,
        }
    }

    /// Whether the plugin's migrations make a function or type of this name.
    pub(super) fn makes_callable(&self, name: &str) -> bool {
        self.own_names().any(|own| own.has_callable(name))
    }

    /// Whether the plugin's migrations make a table or view of this name.
    pub(super) fn makes_relation(&self, name: &str) -> bool {
        self.own_names().any(|own| own.has_relation(name))
    }

    fn own_names(&self) -> impl Iterator<Item = &'v OwnNames> {
        [Some(self.made), self.context.own_names]
            .into_iter()
            .flatten()
    }

    /// The unit whose nodes are visited.
    pub(super) fn unit(&self) -> &'v ParsedText {
        self.unit.expect("nodes are visited with their unit")
    }

    /// Reports an error at a node.
    pub(super) fn error(
        &mut self,
        page: &'static RulePage,
        node: Node<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.span(node.start()..node.end());
        self.report(Severity::Error, page, span, message, help);
    }

    /// Reports a warning at a node.
    pub(super) fn warn(
        &mut self,
        page: &'static RulePage,
        node: Node<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.span(node.start()..node.end());
        self.report(Severity::Warning, page, span, message, help);
    }

    /// Reports at a span of the file.
    pub(super) fn report(
        &mut self,
        severity: Severity,
        page: &'static RulePage,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.reports.push(Report {
            severity,
            page,
            message: message.into(),
            help: help.into(),
            span,
            shows_text: false,
        });
    }

    /// Lets the last report show its line.
    pub(super) fn show_text(&mut self) {
        if let Some(last) = self.reports.last_mut() {
            last.shows_text = true;
        }
    }

    /// The span in the file of a span in the unit.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        let unit = self.unit();
        let start = unit.absolute(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if last >= range.start => unit.absolute(last) + 1,
            _ => start,
        };
        start..end.max(start)
    }
}
