//! `schema-in-text`: a literal that names an object.

use squawk_parser::SyntaxKind::*;

use super::foreign_schema::verdict;
use crate::migration::check::Visit;
use crate::migration::explain::RulePage;
use crate::migration::syntax::{Literal, Node, call_name, fold, words};

pub(super) const PAGE: RulePage = RulePage {
    code: "schema-in-text",
    problem: "A literal names an object of a foreign schema: `nextval('…')`, `'…'::regclass` and their kin. Literals \
              are never rewritten, so `public.` in them is reported too.",
    solution: "Leave the schema out of the literal.",
    reported: "SELECT nextval('public.items_id_seq');",
    accepted: "SELECT nextval('items_id_seq');",
};

/// Functions whose first argument is an object's name.
const NAMING: &[&str] = &[
    "currval",
    "nextval",
    "setval",
    "pg_get_serial_sequence",
    "pg_indexes_size",
    "pg_partition_root",
    "pg_partition_tree",
    "pg_relation_filenode",
    "pg_relation_filepath",
    "pg_relation_size",
    "pg_sequence_last_value",
    "pg_table_size",
    "pg_total_relation_size",
    "to_regclass",
    "to_regcollation",
    "to_regoper",
    "to_regoperator",
    "to_regproc",
    "to_regprocedure",
    "to_regtype",
];

/// Functions whose first of several arguments is a text search configuration.
const CONFIGURED: &[&str] = &[
    "phraseto_tsquery",
    "plainto_tsquery",
    "to_tsquery",
    "to_tsvector",
    "ts_headline",
    "websearch_to_tsquery",
];

/// Functions whose text becomes code, or a part of it.
const LOOSE: &[&str] = &[
    "database_to_xml",
    "dblink",
    "dblink_exec",
    "format",
    "query_to_xml",
    "query_to_xmlschema",
    "query_to_xml_and_xmlschema",
    "schema_to_xml",
    "table_to_xml",
    "ts_rewrite",
    "ts_stat",
];

/// Types whose text is an object's name.
const REGISTERED: &[&str] = &[
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regtype",
];

pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(name) = call_name(node) else {
        return;
    };
    let Some(arguments) = node.child(ARG_LIST) else {
        return;
    };
    let name = &*name;
    let count = arguments
        .children()
        .filter(|child| child.kind() == ARG)
        .count();
    let certain = NAMING.contains(&name)
        || REGISTERED.contains(&name)
        || CONFIGURED.contains(&name) && count > 1;
    let namespace = matches!(name, "to_regnamespace" | "regnamespace");
    let loose = LOOSE.contains(&name);
    if !(certain || namespace || loose) {
        return;
    }
    let literal = arguments
        .child(ARG)
        .and_then(|argument| argument.children().last())
        .filter(|node| node.kind() == LITERAL);
    if let Some(literal) = literal {
        named(visit, literal, namespace, loose);
    }
}

pub(super) fn cast(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(name) = node
        .child(PATH_TYPE)
        .and_then(|cast| cast.tokens().last())
        .map(|token| fold(token.text()))
    else {
        return;
    };
    let namespace = name == "regnamespace";
    if !namespace && !REGISTERED.contains(&&*name) {
        return;
    }
    let mut inside = node
        .children()
        .find(|child| matches!(child.kind(), LITERAL | PAREN_EXPR));
    while let Some(paren) = inside.filter(|node| node.kind() == PAREN_EXPR) {
        inside = paren
            .children()
            .find(|child| matches!(child.kind(), LITERAL | PAREN_EXPR));
    }
    if let Some(literal) = inside {
        named(visit, literal, namespace, false);
    }
}

fn named(visit: &mut Visit<'_>, node: Node<'_>, namespace: bool, is_loose: bool) {
    let Some(literal) = Literal::read(node) else {
        if node
            .tokens()
            .any(|token| token.kind() == UNICODE_ESC_STRING)
        {
            visit.error(
                &PAGE,
                node,
                "a name spelled with escapes cannot be checked",
                "write the name itself",
            );
        }
        return;
    };
    if is_loose {
        return loose(visit, node, &literal);
    }
    if namespace {
        let schema = fold(literal.text.trim()).into_owned();
        if schema != "pg_catalog"
            && schema != "information_schema"
            && let Some((message, help)) = verdict(visit, &schema)
        {
            visit.error(&PAGE, node, message, help);
        }
        return;
    }
    for schema in schemas(&literal.text) {
        if schema == "pg_catalog" || schema == "information_schema" {
            continue;
        }
        if let Some((message, help)) = verdict(visit, &schema) {
            visit.error(&PAGE, node, message, help);
        }
    }
}

/// The schemas in a text that is an object's name, with its arguments if it has any.
fn schemas(text: &str) -> Vec<String> {
    let all: Vec<_> = words(text).collect();
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let dotted = all.get(at + 1).is_some_and(|next| next.is_sign("."));
        let leads_on = all.get(at + 3).is_some_and(|next| next.is_sign("."));
        if word.is_name() && dotted && !leads_on {
            found.push(fold(word.text).into_owned());
        }
    }
    found
}

/// A text that may become code: only what looks like a schema of somebody else.
pub(super) fn loose(visit: &mut Visit<'_>, node: Node<'_>, literal: &Literal) {
    for schema in suspicious(visit, &literal.text) {
        if let Some((message, help)) = verdict(visit, &schema) {
            visit.warn(&PAGE, node, format!("in this text, {message}"), help);
        }
    }
}

/// Names before a dot that are certainly schemas: `public`, former ones, and those of
/// plugins. A variable, a record or an alias may be called anything else.
pub(super) fn suspicious(visit: &Visit<'_>, text: &str) -> Vec<String> {
    let all: Vec<_> = words(text).collect();
    all.iter()
        .zip(all.iter().skip(1))
        .filter(|(word, next)| word.is_name() && next.is_sign("."))
        .map(|(word, _)| fold(word.text).into_owned())
        .filter(|schema| {
            schema == "public"
                || schema.starts_with("plugin_")
                || visit.context.previous_schemas.contains(&schema.as_str())
        })
        .collect()
}
