//! `unicode-identifier`: a name spelled with escapes.

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "unicode-identifier",
    problem: "`U&\"…\"` spells a name with escapes, so that nobody sees which schema or object is meant.",
    solution: "Write the name itself; PostgreSQL takes every character in a quoted name.",
    reported: "CREATE TABLE U&\"d\\0061ta\" (id bigint);",
    accepted: "CREATE TABLE \"data\" (id bigint);",
};

pub(super) fn token(visit: &mut Visit<'_>, node: Node<'_>) {
    let text = node.text();
    if text
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("u&\""))
    {
        visit.error(
            &PAGE,
            node,
            format!("`{text}` spells a name with escapes"),
            "write the name itself",
        );
    }
}
