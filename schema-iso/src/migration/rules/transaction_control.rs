//! `transaction-control`: who begins and ends the transaction.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, Origin};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "transaction-control",
    problem: "A migration ends the transaction that the runner began for it and for the tracker, or leaves one open.",
    solution: "Leave `BEGIN` and `COMMIT` out: the runner has both. Savepoints are allowed. With \
               `run_in_transaction = false`, `BEGIN` and `COMMIT` are allowed where they pair up in the file. \
               Two-phase commit is not.",
    reported: "BEGIN; CREATE TABLE items (id bigint); COMMIT;",
    accepted: "CREATE TABLE items (id bigint);",
};

const HELP: &str = "leave it out; the runner begins and ends the transaction";
const PAIR: &str = "write `BEGIN` and `COMMIT` in pairs, one after the other, in the same file";

pub(super) fn unit(visit: &mut Visit<'_>, root: Node<'_>) {
    let unit = visit.unit();
    let mut open: Option<Node<'_>> = None;
    for node in root.descendants() {
        match node.kind() {
            PREPARE_TRANSACTION | COMMIT_PREPARED | ROLLBACK_PREPARED => {
                visit.error(
                    &PAGE,
                    node,
                    "a migration must not commit in two phases",
                    HELP,
                );
            }
            PLPGSQL_COMMIT_STMT | PLPGSQL_ROLLBACK_STMT
                if unit.origin == Origin::DoBlock && visit.context.run_in_transaction =>
            {
                visit.error(&PAGE, node, "this ends the migration's transaction", HELP);
            }
            BEGIN | COMMIT_TRANSACTION | ROLLBACK_TRANSACTION
                if visit.context.run_in_transaction || unit.origin != Origin::File =>
            {
                visit.error(
                    &PAGE,
                    node,
                    format!("`{}` ends or begins the runner's transaction", first(node)),
                    HELP,
                );
            }
            BEGIN if open.replace(node).is_none() => {}
            BEGIN => visit.error(&PAGE, node, "a transaction is open already", PAIR),
            COMMIT_TRANSACTION | ROLLBACK_TRANSACTION => {
                if open.take().is_none() {
                    visit.error(
                        &PAGE,
                        node,
                        format!("`{}` without `BEGIN`", first(node)),
                        PAIR,
                    );
                } else if node.has_child(AND_CHAIN) {
                    visit.error(&PAGE, node, "`AND CHAIN` leaves a transaction open", PAIR);
                }
            }
            _ => {}
        }
    }
    if let Some(node) = open {
        visit.error(&PAGE, node, "the transaction stays open", PAIR);
    }
}

fn first(node: Node<'_>) -> String {
    node.tokens()
        .next()
        .map_or_else(String::new, |token| token.text().to_ascii_uppercase())
}
