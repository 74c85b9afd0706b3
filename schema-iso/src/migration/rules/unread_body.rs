//! `unread-body`: a body of which a part does not parse.
//!
//! The parser does not know every statement of PL/pgSQL, so a body that does not parse is
//! not refused for that alone. Its words are read instead. `new.a`, a record's field and a
//! column look like a schema and its table; so only names that are certainly schemas count
//! (`public`, those of plugins, former ones), what is called, what a value is cast to, and
//! what stands behind `FROM` and the like.

use std::collections::HashSet;

use crate::migration::finding::Severity;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Origin, qualifier};
use crate::migration::visit::Visit;

use super::fragment;

pub(super) const PAGE: RulePage = RulePage {
    code: "unread-body",
    problem: "A part of a body does not parse, so that only its words were checked; or the body is spelled in a way \
              that cannot be read at all.",
    solution: "Write the body in dollar quotes. If it is right and only warned about, leave it: PostgreSQL will read it.",
    reported: "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN FROBNICATE; END $$;",
    accepted: "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;",
};

pub(super) fn fault(visit: &mut Visit<'_>, offset: usize) {
    visit.report(
        Severity::Warning,
        &PAGE,
        offset..offset,
        "this part of the body is not understood; only its words are checked",
        "make sure that it names no foreign schema",
    );
    visit.show_text();
}

pub(super) fn undecodable(visit: &mut Visit<'_>, offset: usize) {
    visit.report(
        Severity::Error,
        &PAGE,
        offset..offset,
        "the body is spelled in a way that cannot be checked",
        "write it in dollar quotes: `AS $$ … $$`",
    );
    visit.show_text();
}

pub(super) const LEAVE_OUT: &str =
    "leave it out; schemas, roles, privileges and the search path are the host's";

/// Checks the words of a body that did not parse.
pub(super) fn unit(visit: &mut Visit<'_>) {
    let unit = visit.unit();
    if unit.is_read() || unit.origin == Origin::File {
        return;
    }
    // What the parser did understand is checked on the tree.
    let understood: HashSet<usize> = unit
        .root()
        .descendants()
        .filter_map(|node| qualifier(unit, node))
        .map(|found| found.schema.start())
        .collect();
    fragment::body(visit, |start| understood.contains(&start));
}
