//! `table-rewrite`: what makes PostgreSQL write a table anew while nobody can read it.

use squawk_parser::SyntaxKind::*;

use super::{column, last_name};
use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, call_name};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "table-rewrite",
    problem: "PostgreSQL writes the whole table anew, and nobody can read it until that is done: a column changes its \
              type, or gets a value of its own in each row (`serial`, `gen_random_uuid()`, a stored expression).",
    solution: "Add a column, fill it in parts from the program, and use it in a later release. A longer `varchar`, \
               or `varchar` to `text`, rewrites nothing.",
    reported: "ALTER TABLE items ALTER COLUMN count TYPE bigint;",
    accepted: "ALTER TABLE items ADD COLUMN count_64 bigint;",
};

/// PostgreSQL's functions whose value differs from row to row.
const VOLATILE: &[&str] = &[
    "clock_timestamp",
    "gen_random_bytes",
    "gen_random_uuid",
    "nextval",
    "random",
    "timeofday",
    "uuid_generate_v1",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
];

pub(super) fn action(visit: &mut Visit<'_>, action: Node<'_>, table: &str) {
    let why = match action.kind() {
        ALTER_COLUMN if action.has_child(SET_TYPE) => "changes its type",
        ADD_COLUMN if has_value_of_its_own(action) => "gets a value of its own in each row",
        _ => return,
    };
    let column = column(action);
    visit.warn(
        &PAGE,
        action,
        format!("`{table}.{column}` {why}: PostgreSQL rewrites `{table}`, which is in use"),
        "add a column, fill it in parts from the program, and use it in a later release",
    );
}

fn has_value_of_its_own(column: Node<'_>) -> bool {
    let serial = column
        .child(PATH_TYPE)
        .and_then(last_name)
        .is_some_and(|name| name.ends_with("serial"));
    let volatile = column.child(DEFAULT_CONSTRAINT).is_some_and(|default| {
        let mut calls = default.descendants();
        calls.any(|node| {
            node.kind() == CALL_EXPR
                && call_name(node).is_some_and(|name| VOLATILE.contains(&&*name))
        })
    });
    let generated = column.child(GENERATED_CONSTRAINT).is_some_and(|generated| {
        let mut tokens = generated.tokens();
        tokens.any(|token| matches!(token.kind(), STORED_KW | IDENTITY_KW))
    });
    serial || volatile || generated
}
