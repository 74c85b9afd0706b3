//! Words of a text that is not parsed: a body that is not understood, or a part of a text
//! that is put together at run time.

use std::borrow::Cow;

use super::advisory_lock;
use super::catalogue;
use super::database_wide;
use super::foreign_schema::{self, refusal};
use super::schema_in_text;
use super::text_that_runs;
use super::unlisted_function;
use super::unread_body;
use super::values_of_all;
use crate::id::SCHEMA_PREFIX;
use crate::migration::finding::Severity;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node, Word, fold, words};
use crate::migration::visit::Visit;

/// Words behind which a name is an object's.
const LEADING: &[&str] = &[
    "call",
    "from",
    "function",
    "index",
    "into",
    "join",
    "only",
    "perform",
    "procedure",
    "references",
    "sequence",
    "table",
    "trigger",
    "type",
    "update",
    "view",
];

/// Functions in which `FROM` leads to a value.
const FROM_A_VALUE: &[&str] = &["extract", "overlay", "substring", "trim"];

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
    ("owner", &["to"]),
    ("reassign", &["owned"]),
    ("security", &["label"]),
    ("set", &["role", "schema", "session", "search_path"]),
    ("reset", &["all", "role", "search_path"]),
];

/// Whether the word begins what is never a migration's to do.
pub(super) fn is_refused(all: &[Word<'_>], at: usize) -> bool {
    let next = all.get(at + 1);
    all[at].is_any(&["grant", "revoke", "search_path"])
        || REFUSED.iter().any(|(first, second)| {
            all[at].is(first) && next.is_some_and(|next| next.is_any(second))
        })
}

/// Whether the name at a place, with a dot behind it, can only be a schema, as far as the
/// words around it say.
pub(super) fn is_schema(all: &[Word<'_>], at: usize) -> bool {
    let word = |place: usize| all.get(place);
    let sign = |place, sign| word(place).is_some_and(|word| word.is_sign(sign));
    // `a.b(` is a call, `a.b%ROWTYPE` a table's type.
    let is_called = word(at + 2).is_some_and(Word::is_name) && sign(at + 3, "(");
    let is_row = sign(at + 3, "%") && word(at + 4).is_some_and(|word| word.is("rowtype"));
    let is_cast = at > 1 && sign(at - 1, ":") && sign(at - 2, ":");
    is_called || is_row || is_cast || leads(all, at)
}

fn leads(all: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if !all[before].is_any(LEADING) {
        return false;
    }
    if !all[before].is("from") {
        return true;
    }
    // `a IS DISTINCT FROM b.c`, `extract(year FROM b.c)`
    let distinct = before > 0 && all[before - 1].is("distinct");
    let mut depth = 0_usize;
    for (place, word) in all[..before].iter().enumerate().rev() {
        if word.is_sign(";") {
            break;
        }
        if word.is_sign(")") {
            depth += 1;
        } else if word.is_sign("(") {
            if depth == 0 {
                let value = place > 0 && all[place - 1].is_any(FROM_A_VALUE);
                return !distinct && !value;
            }
            depth -= 1;
        }
    }
    !distinct
}

/// Checks a part of a text that will be run.
pub(super) fn check(visit: &mut Visit<'_>, node: Node<'_>, literal: &Literal) {
    let all: Vec<_> = words(&literal.text).collect();
    for (at, word) in all.iter().enumerate() {
        let begins = at == 0 || all[at - 1].is_sign(";");
        if begins && is_refused(&all, at) {
            visit.error(
                &super::dynamic_sql::PAGE,
                node,
                format!("`{}` in a text that is run", word.text),
                unread_body::LEAVE_OUT,
            );
        }
        // `"%s".t` is a place for a name.
        if let Some(schema) = qualifies(&all, at)
            && leads(&all, at)
            && !schema.contains('%')
        {
            foreign_schema::foreign(visit, node, &schema);
        }
    }
    schema_in_text::loose(visit, node, literal);
}

/// Checks the words of a body that did not parse; `understood` are places that the tree has
/// warned of.
pub(super) fn body(visit: &mut Visit<'_>, understood: impl Fn(usize) -> bool) {
    let unit = visit.unit();
    let all: Vec<_> = words(&unit.text).collect();
    for (at, word) in all.iter().enumerate() {
        named_in_text(visit, &all, at);
        let sets_the_path =
            word.is_text() && word.text.to_ascii_lowercase().contains("search_path");
        let name = fold(word.text);
        let reads_anything = text_that_runs::is_one(&name)
            || values_of_all::is_one(&name)
            || database_wide::is_one(&name)
            || advisory_lock::is_one(&name)
            || catalogue::is_unlisted(&name)
            || is_called(&all, at) && unlisted_function::is_refused(&name);
        if sets_the_path || reads_anything || is_refused(&all, at) {
            let message = format!("`{}` in a body that is not understood", word.text);
            report(
                visit,
                &unread_body::PAGE,
                word,
                message,
                unread_body::LEAVE_OUT,
            );
        }
        let Some(schema) = qualifies(&all, at) else {
            continue;
        };
        // A variable can be called like a schema, and then stands where values do.
        let is_schema = is_schema(&all, at);
        let into = at > 0 && all[at - 1].is("into");
        let is_value = unit.knows(&schema) && (into || !is_schema);
        let certain = schema == "public"
            || schema.starts_with(SCHEMA_PREFIX)
            || visit.context.previous_schemas.contains(&&*schema)
            || is_schema;
        if certain
            && !is_value
            && !understood(word.start)
            && let Some((message, help)) = refusal(visit, &schema)
        {
            report(visit, &foreign_schema::PAGE, word, message, help);
        }
    }
}

fn is_called(all: &[Word<'_>], at: usize) -> bool {
    all[at].is_name() && all.get(at + 1).is_some_and(|next| next.is_sign("("))
}

/// The name at a place, if it qualifies another one and is none that PostgreSQL has.
fn qualifies<'t>(all: &[Word<'t>], at: usize) -> Option<Cow<'t, str>> {
    let dotted = all[at].is_name() && all.get(at + 1).is_some_and(|next| next.is_sign("."));
    let follows = at > 0 && all[at - 1].is_sign(".");
    let schema = fold(all[at].text);
    let belongs = ["pg_catalog", "information_schema", "new", "old"].contains(&&*schema);
    (dotted && !follows && !belongs).then_some(schema)
}

/// `nextval('other.s')`
fn named_in_text(visit: &mut Visit<'_>, all: &[Word<'_>], at: usize) {
    let named = all[at].is_text()
        && at > 1
        && all[at - 1].is_sign("(")
        && schema_in_text::takes_a_name(&fold(all[at - 2].text));
    if !named {
        return;
    }
    let name = all[at].text.trim_matches('\'');
    for schema in schema_in_text::schemas(name) {
        if let Some((message, help)) = refusal(visit, &schema) {
            report(visit, &schema_in_text::PAGE, &all[at], message, help);
        }
    }
    if schema_in_text::is_an_oid(name) {
        let (message, help) = (schema_in_text::AN_OID, schema_in_text::WRITE_THE_NAME);
        report(
            visit,
            &schema_in_text::PAGE,
            &all[at],
            message.to_owned(),
            help,
        );
    }
}

fn report(
    visit: &mut Visit<'_>,
    page: &'static RulePage,
    word: &Word<'_>,
    message: String,
    help: impl Into<String>,
) {
    let span = visit.span(word.start..word.end());
    visit.report(Severity::Error, page, span, message, help);
}
