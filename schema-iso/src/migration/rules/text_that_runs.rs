//! `text-that-runs`: a function that runs its text, or reads a table by its name.

use squawk_parser::SyntaxKind::*;

use super::{advisory_lock, database_wide};
use crate::migration::page::RulePage;
use crate::migration::syntax::{
    Literal, Node, call_name, cast_operand, code_argument, peeled, runs_its_argument,
};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "text-that-runs",
    problem: "A function of PostgreSQL's runs the text that it is given, or reads the table, or moves the sequence, of a \
              name that it is given, and text or name are not plain; or such a function, or `set_config`, stands behind an aggregate, an \
              operator, a cast or a type.",
    solution: "Write the query itself. Where the function is needed, write its text or name as a plain literal, which is \
               read.",
    reported: "CREATE FUNCTION run(q text) RETURNS xml LANGUAGE sql AS $$ SELECT query_to_xml(q, true, false, '') $$;",
    accepted: "CREATE FUNCTION all_items() RETURNS xml LANGUAGE sql \
               AS $$ SELECT query_to_xml('SELECT name FROM items', true, false, '') $$;",
};

/// Functions that read or move the sequence of a name or an oid.
const SEQUENCES: &[&str] = &["currval", "nextval", "setval"];

/// Functions whose first argument names a table or a schema, which they read.
const READS: &[&str] = &[
    "schema_to_xml",
    "schema_to_xml_and_xmlschema",
    "schema_to_xmlschema",
    "table_to_xml",
    "table_to_xml_and_xmlschema",
    "table_to_xmlschema",
];

/// Whether a word is the name of such a function.
pub(super) fn is_one(name: &str) -> bool {
    runs_its_argument(name) || READS.contains(&name)
}

/// A call. What a plain text says is checked as code, and a plain name where names are.
pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(name) = call_name(node) else {
        return;
    };
    if SEQUENCES.contains(&&*name) {
        return sequence(visit, node, &name);
    }
    if !is_one(&name) {
        return;
    }
    let Some(arguments) = node.child(ARG_LIST) else {
        return;
    };
    if let Some(named) = arguments.children().find_map(|it| it.child(NAMED_ARG)) {
        let message = format!("the arguments of `{name}` have names");
        return visit.error(&PAGE, named, message, "write them in their order");
    }
    let looked_at = match code_argument(node) {
        None if runs_its_argument(&name) => None,
        None => arguments.child(ARG),
        code => code,
    };
    if let Some(argument) = looked_at
        && Literal::constant(argument).is_none()
    {
        let message = format!("`{name}` is given something else than a plain literal");
        let help = "write the query itself, or a plain literal";
        visit.error(&PAGE, argument, message, help);
    }
}

/// A call that works on a sequence, which is a plain name or that of a column.
fn sequence(visit: &mut Visit<'_>, node: Node<'_>, name: &str) {
    let first = node.child(ARG_LIST).and_then(|list| list.child(ARG));
    let Some(argument) = first else {
        return;
    };
    if Literal::constant(argument).is_none() && !is_of_a_column(argument) {
        let message = format!("`{name}` is given something else than a plain literal");
        let help = "write the sequence's name as a literal, or `pg_get_serial_sequence('table', 'column')`";
        visit.error(&PAGE, argument, message, help);
    }
}

/// `pg_get_serial_sequence('table', 'column')`, whose literals are read where names are.
fn is_of_a_column(argument: Node<'_>) -> bool {
    let mut expression = peeled(argument);
    while expression.kind() == CAST_EXPR
        && let Some(operand) = cast_operand(expression)
    {
        expression = peeled(operand);
    }
    let is_the_function =
        call_name(expression).is_some_and(|name| name == "pg_get_serial_sequence");
    let table = expression.child(ARG_LIST).and_then(|list| list.child(ARG));
    is_the_function && table.is_some_and(|table| Literal::constant(table).is_some())
}

/// A function that stands behind an aggregate, an operator, a cast or a type. Whether it was refused.
pub(super) fn handed_on(visit: &mut Visit<'_>, node: Node<'_>, name: &str) -> bool {
    let runs = is_one(name)
        || SEQUENCES.contains(&name)
        || database_wide::is_one(name)
        || advisory_lock::is_one(name)
        || name == "set_config";
    if runs {
        let message = format!("`{name}` is handed on under another name");
        visit.error(&PAGE, node, message, "leave it out");
    }
    runs
}
