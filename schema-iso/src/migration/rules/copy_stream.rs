//! `copy-stream`: `COPY` in a migration.

use squawk_parser::SyntaxKind::*;

use super::database_wide;
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "copy-stream",
    problem: "`COPY … FROM STDIN` and `COPY … TO STDOUT` need a stream, which a migration does not have.",
    solution: "Write `INSERT INTO … VALUES …`.",
    reported: "COPY items (name) FROM STDIN;",
    accepted: "INSERT INTO items (name) VALUES ('a'), ('b');",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let streams = node
        .descendants()
        .any(|inside| matches!(inside.kind(), COPY_STDIN | COPY_STDOUT));
    if streams {
        visit.error(
            &PAGE,
            node,
            "`COPY` needs a stream, which a migration does not have",
            "write `INSERT INTO … VALUES …`",
        );
    } else {
        visit.error(
            &database_wide::PAGE,
            node,
            "`COPY` with a file or a program works on the server's machine",
            "write `INSERT INTO … VALUES …`",
        );
    }
}
