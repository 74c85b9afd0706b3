//! `unread-body`: a body of which a part does not parse.
//!
//! The parser does not know every statement of PL/pgSQL, so a body that does not parse is
//! not refused for that alone. Its words are read instead. `new.a`, a record's field and a
//! column look like a schema and its table; so only names that are certainly schemas count
//! (`public`, those of plugins, former ones), and what stands behind `FROM` and its kin.

use std::collections::HashSet;

use crate::migration::check::Visit;
use crate::migration::explain::RulePage;
use crate::migration::finding::Severity;
use crate::migration::syntax::{Origin, Word, fold, qualifier, words};

use super::foreign_schema::verdict;

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

/// Words behind which a name is an object's.
const LEADING: &[&str] = &[
    "from",
    "join",
    "into",
    "update",
    "table",
    "only",
    "references",
    "perform",
    "call",
];

/// Pairs of words that begin a statement which is refused.
const REFUSED: &[(&str, &[&str])] = &[
    (
        "create",
        &[
            "schema",
            "role",
            "user",
            "group",
            "extension",
            "database",
            "publication",
            "subscription",
            "server",
        ],
    ),
    (
        "alter",
        &[
            "schema",
            "role",
            "user",
            "group",
            "extension",
            "database",
            "system",
            "default",
        ],
    ),
    (
        "drop",
        &[
            "schema",
            "role",
            "user",
            "group",
            "extension",
            "database",
            "owned",
        ],
    ),
    ("import", &["foreign"]),
    ("set", &["role", "schema", "session", "search_path"]),
    ("reset", &["all", "role", "search_path"]),
];

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
    let all: Vec<_> = words(&unit.text).collect();
    for (at, word) in all.iter().enumerate() {
        let next = all.get(at + 1);
        let refused = word.is_any(&["grant", "revoke", "search_path"])
            || REFUSED.iter().any(|(first, second)| {
                word.is(first) && next.is_some_and(|next| next.is_any(second))
            });
        if refused {
            let span = visit.span(word.start..word.end());
            visit.report(
                Severity::Error,
                &PAGE,
                span,
                format!("`{}` in a body that is not understood", word.text),
                "leave it out; schemas, roles, privileges and the search path are the host's",
            );
        }
        let dotted = word.is_name() && next.is_some_and(|next| next.is_sign("."));
        if dotted && !understood.contains(&word.start) {
            name(visit, &all, at, word);
        }
    }
}

fn name(visit: &mut Visit<'_>, all: &[Word<'_>], at: usize, word: &Word<'_>) {
    let unit = visit.unit();
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    if before.is_some_and(|before| before.is_sign(".")) {
        return;
    }
    let schema = fold(word.text);
    if matches!(
        &*schema,
        "pg_catalog" | "information_schema" | "new" | "old"
    ) || unit.knows(&schema)
    {
        return;
    }
    let certain = schema == "public"
        || schema.starts_with("plugin_")
        || visit.context.previous_schemas.contains(&&*schema)
        || before.is_some_and(|before| before.is_any(LEADING));
    if certain && let Some((message, help)) = verdict(visit, &schema) {
        let span = visit.span(word.start..word.end());
        visit.report(
            Severity::Error,
            &super::foreign_schema::PAGE,
            span,
            message,
            help,
        );
    }
}
