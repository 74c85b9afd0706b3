//! `enum-value`: a new value of an enum that is used in the transaction that adds it.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "enum-value",
    problem: "A value is added to an enum and used by the same migration. PostgreSQL refuses to use it before the \
              transaction that adds it has ended.",
    solution: "Use the value in the next migration.",
    reported: "ALTER TYPE status ADD VALUE 'live'; UPDATE items SET status = 'live';",
    accepted: "ALTER TYPE status ADD VALUE 'live';",
};

pub(super) fn added(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(value) = node.child(LITERAL).and_then(Literal::read) else {
        return;
    };
    let used = visit.script.units.iter().find_map(|unit| {
        let mut literals = unit.root().descendants().filter(|it| it.kind() == LITERAL);
        literals.find(|literal| {
            let in_type = literal
                .ancestors()
                .any(|outer| matches!(outer.kind(), ADD_VALUE | CREATE_TYPE));
            !in_type && Literal::read(*literal).is_some_and(|read| read.text == value.text)
        })
    });
    if used.is_some() {
        visit.warn(
            &PAGE,
            node,
            format!("`{}` is used in the migration that adds it", value.text),
            "use it in the next migration; PostgreSQL refuses a new value until its transaction has ended",
        );
    }
}
