//! `blocking-index`: an index that is built while nobody can write.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "blocking-index",
    problem: "An index is built on a table that is in use, and nobody can write to the table until it is built.",
    solution: "Write `CREATE INDEX CONCURRENTLY`, with a name, alone in a migration with `run_in_transaction = false`. \
               A unique or primary key then takes the index: `ADD UNIQUE USING INDEX`.",
    reported: "CREATE INDEX items_name ON items (name);",
    accepted: "CREATE TABLE items (name text); CREATE INDEX items_name ON items (name);",
};

const CONCURRENTLY: &str = "build it with `CREATE INDEX CONCURRENTLY`, alone in a migration with `run_in_transaction = false`";

pub(super) fn created(visit: &mut Visit<'_>, node: Node<'_>, table: &str) {
    if !node.has_child(CONCURRENTLY_KW) {
        return visit.warn(
            &PAGE,
            node,
            format!("nobody can write to `{table}`, which is in use, while this index is built"),
            CONCURRENTLY,
        );
    }
    if !node.has_child(INDEX) {
        visit.warn(
            &PAGE,
            node,
            format!("this index on `{table}` has no name, so that one that was interrupted is not found again"),
            "write a name",
        );
    }
}

pub(super) fn action(visit: &mut Visit<'_>, action: Node<'_>, table: &str) {
    if !matches!(action.kind(), ADD_CONSTRAINT | ADD_COLUMN) {
        return;
    }
    let key = action.children().find(|child| {
        matches!(child.kind(), UNIQUE_CONSTRAINT | PRIMARY_KEY_CONSTRAINT)
            && !child.has_child(USING_INDEX_NAME)
    });
    if let Some(key) = key {
        visit.warn(
            &PAGE,
            key,
            format!("nobody can use `{table}` while the index of this key is built"),
            format!("{CONCURRENTLY}, and then take it: `ADD UNIQUE USING INDEX`"),
        );
    }
}
