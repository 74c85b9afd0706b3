//! `concurrently-in-transaction`: what PostgreSQL refuses in a transaction block.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, Origin};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "concurrently-in-transaction",
    problem: "PostgreSQL refuses `CREATE INDEX CONCURRENTLY`, `VACUUM` and the like in a transaction, and also next \
              to other statements, which are sent together and so form a transaction.",
    solution: "Put the statement alone into a migration with a `metadata.toml` that says `run_in_transaction = false`.",
    reported: "CREATE INDEX CONCURRENTLY items_name ON items (name);",
    accepted: "CREATE INDEX items_name ON items (name);",
};

pub(super) fn unit(visit: &mut Visit<'_>, root: Node<'_>) {
    let statements = || {
        root.children()
            .filter(|node| !node.is_token() && node.kind() != EMPTY_STMT)
    };
    let is_file = visit.unit().origin == Origin::File;
    // Bodies and `DO` blocks run inside the statement that calls them.
    if is_file && !visit.context.run_in_transaction {
        let alone = statements().nth(1).is_none();
        if let Some((statement, what)) = statements().find_map(|node| Some((node, refused(node)?)))
            && !alone
        {
            visit.error(
                &PAGE,
                statement,
                format!("{what} must be the only statement of its migration"),
                "put it into a migration of its own; statements that are sent together form a transaction",
            );
        }
        return;
    }
    for statement in root.descendants() {
        if let Some(what) = refused(statement) {
            let help = if is_file {
                "add a `metadata.toml` with `run_in_transaction = false` to the migration, and put the statement there alone"
            } else {
                "write the statement outside of the body, alone in a migration with `run_in_transaction = false`"
            };
            visit.error(
                &PAGE,
                statement,
                format!("{what} cannot run in a transaction"),
                help,
            );
        }
    }
}

/// The words for a statement that PostgreSQL runs outside of transaction blocks only.
fn refused(node: Node<'_>) -> Option<&'static str> {
    let concurrently = || node.tokens().any(|token| token.kind() == CONCURRENTLY_KW);
    match node.kind() {
        CREATE_INDEX if node.has_child(CONCURRENTLY_KW) => Some("`CREATE INDEX CONCURRENTLY`"),
        DROP_INDEX if node.has_child(CONCURRENTLY_KW) => Some("`DROP INDEX CONCURRENTLY`"),
        REINDEX if concurrently() => Some("`REINDEX CONCURRENTLY`"),
        REINDEX if node.has_child(REINDEX_TARGET_SCHEMA) => Some("`REINDEX SCHEMA`"),
        DETACH_PARTITION if node.has_child(DETACH_CONCURRENTLY) => {
            Some("`DETACH PARTITION CONCURRENTLY`")
        }
        ALTER_TABLE => node.children().find_map(|child| {
            (child.kind() == DETACH_PARTITION && child.has_child(DETACH_CONCURRENTLY))
                .then_some("`DETACH PARTITION CONCURRENTLY`")
        }),
        VACUUM => Some("`VACUUM`"),
        DISCARD if node.has_child(DISCARD_ALL) => Some("`DISCARD ALL`"),
        _ => None,
    }
}
