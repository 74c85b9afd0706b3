//! `schema-in-text`: a literal that names an object.

use squawk_parser::SyntaxKind::*;

use super::foreign_schema::refusal;
use crate::id::SCHEMA_PREFIX;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node, call_name, cast_operand, fold, peeled, words};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "schema-in-text",
    problem: "A literal names an object of a foreign schema: `nextval('…')`, `'…'::regclass` and the like; or it is an \
              oid, which may be that of any object. Literals are never rewritten, so `public.` in them is reported too.",
    solution: "Leave the schema out of the literal.",
    reported: "SELECT nextval('public.items_id_seq');",
    accepted: "SELECT nextval('items_id_seq');",
};

/// Functions whose first argument is an object's name.
const NAMING: &[&str] = &[
    "brin_desummarize_range",
    "brin_summarize_new_values",
    "brin_summarize_range",
    "currval",
    "diesel_manage_updated_at",
    "gin_clean_pending_list",
    "nextval",
    "pg_get_serial_sequence",
    "pg_get_viewdef",
    "pg_indexes_size",
    "pg_partition_root",
    "pg_partition_tree",
    "pg_prewarm",
    "pg_relation_filenode",
    "pg_relation_filepath",
    "pg_relation_is_updatable",
    "pg_relation_size",
    "pg_sequence_last_value",
    "pg_table_size",
    "pg_total_relation_size",
    "row_security_active",
    "setval",
    "table_to_xml",
    "table_to_xml_and_xmlschema",
    "table_to_xmlschema",
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

/// Functions whose first argument is a schema's name.
const NAMESPACES: &[&str] = &[
    "pg_clear_attribute_stats",
    "pg_clear_relation_stats",
    "regnamespace",
    "schema_to_xml",
    "schema_to_xml_and_xmlschema",
    "schema_to_xmlschema",
    "to_regnamespace",
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
    let certain = takes_a_name(name) || CONFIGURED.contains(&name) && count > 1;
    let namespace = NAMESPACES.contains(&name);
    let Some(argument) = arguments.child(ARG) else {
        return;
    };
    if certain || namespace {
        named(visit, argument, namespace);
    } else if name == "format"
        && let Some(literal) = Literal::constant(argument)
    {
        loose(visit, argument, &literal);
    }
}

/// Whether a function's first argument is an object's name.
pub(super) fn takes_a_name(function: &str) -> bool {
    NAMING.contains(&function) || REGISTERED.contains(&function)
}

pub(super) fn cast(visit: &mut Visit<'_>, node: Node<'_>) {
    if let (Some(namespace), Some(operand)) = (registered(node), cast_operand(node)) {
        named(visit, operand, namespace);
    }
}

/// A column, parameter or variable whose type is an object's name, with a default.
pub(super) fn default(visit: &mut Visit<'_>, node: Node<'_>) {
    let default = node.children().find(|child| {
        matches!(
            child.kind(),
            DEFAULT_CONSTRAINT | PARAM_DEFAULT | PLPGSQL_VAR_INIT
        )
    });
    if let (Some(namespace), Some(default)) = (registered(node), default) {
        named(visit, default, namespace);
    }
}

/// Whether a node states a type whose text is an object's name, and whether a schema's.
fn registered(node: Node<'_>) -> Option<bool> {
    let stated = node
        .children()
        .find(|child| matches!(child.kind(), PATH_TYPE | ARRAY_TYPE))?;
    let path = match stated.kind() {
        ARRAY_TYPE => stated.child(PATH_TYPE)?,
        _ => stated,
    };
    let name = fold(path.tokens().last()?.text());
    let namespace = name == "regnamespace";
    (namespace || REGISTERED.contains(&&*name)).then_some(namespace)
}

fn named(visit: &mut Visit<'_>, node: Node<'_>, namespace: bool) {
    let node = peeled(node);
    if node.kind() == ARRAY_EXPR {
        for element in node.children().filter(|child| !child.is_token()) {
            named(visit, element, namespace);
        }
        return;
    }
    let Some(literal) = Literal::constant(node) else {
        return computed(visit, node);
    };
    let schemas = if namespace {
        schemas(&format!("{}.", literal.text))
    } else {
        schemas(&literal.text)
    };
    let at = node
        .descendants()
        .find(|inside| inside.kind() == LITERAL)
        .unwrap_or(node);
    for schema in schemas {
        if let Some((message, help)) = refusal(visit, &schema) {
            visit.error(&PAGE, at, message, help);
        }
    }
    if is_an_oid(&literal.text) {
        visit.error(&PAGE, at, AN_OID, WRITE_THE_NAME);
    }
}

/// What is said of an object that is named by its number.
pub(super) const AN_OID: &str = "a number names any object of the database, whosever it is";
/// What to write instead.
pub(super) const WRITE_THE_NAME: &str = "write the object's name";

/// Whether PostgreSQL reads a text, or an element of one that is an array, as an oid.
pub(super) fn is_an_oid(text: &str) -> bool {
    let elements = text.trim().trim_matches(['{', '}']).split(',');
    elements
        .map(|element| element.trim().trim_matches('"'))
        .any(|element| !element.is_empty() && element.bytes().all(|it| it.is_ascii_digit()))
}

/// A name that is put together at run time.
fn computed(visit: &mut Visit<'_>, node: Node<'_>) {
    if node
        .tokens()
        .any(|token| token.kind() == UNICODE_ESC_STRING)
    {
        return visit.error(
            &PAGE,
            node,
            "a name spelled with escapes cannot be checked",
            "write the name itself",
        );
    }
    let dotted = |inside: Node<'_>| {
        let literal = Literal::read(inside)?;
        literal.text.contains('.').then_some(literal)
    };
    let mut literals = std::iter::once(node).chain(node.descendants());
    if literals.find_map(dotted).is_some() {
        visit.warn(
            &PAGE,
            node,
            "a name with a schema that is put together at run time is not checked",
            "leave the schema out, or write the name as one plain text",
        );
    }
}

/// The schemas in a text that is an object's name, with its arguments if it has any.
pub(super) fn schemas(text: &str) -> Vec<String> {
    let all: Vec<_> = words(text).collect();
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let dotted = all.get(at + 1).is_some_and(|next| next.is_sign("."));
        let leads_on = all.get(at + 3).is_some_and(|next| next.is_sign("."));
        let schema = fold(word.text);
        let belongs = matches!(&*schema, "pg_catalog" | "information_schema");
        if word.is_name() && dotted && !leads_on && !belongs {
            found.push(schema.into_owned());
        }
    }
    found
}

/// A text that may become code: only what looks like a schema of somebody else.
pub(super) fn loose(visit: &mut Visit<'_>, node: Node<'_>, literal: &Literal) {
    for schema in suspicious(visit, &literal.text) {
        if let Some((message, help)) = refusal(visit, &schema) {
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
                || schema.starts_with(SCHEMA_PREFIX)
                || visit.context.previous_schemas.contains(&schema.as_str())
        })
        .collect()
}
