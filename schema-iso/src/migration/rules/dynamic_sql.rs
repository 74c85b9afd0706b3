//! `dynamic-sql`: `EXECUTE` of a text that is put together at run time.

use squawk_parser::SyntaxKind::*;

use super::schema_in_text;
use crate::migration::check::Visit;
use crate::migration::explain::RulePage;
use crate::migration::syntax::{Literal, Node};

pub(super) const PAGE: RulePage = RulePage {
    code: "dynamic-sql",
    problem: "`EXECUTE` runs a text that is put together at run time, so that nobody can say which schema it names.",
    solution: "Write the statement itself where it can be written. Where it cannot, name no schema: the search path \
               holds while the migration runs. `EXECUTE` of one plain text is checked like any code.",
    reported: "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'items' || ' ADD note text'; END $$;",
    accepted: "DO $$ BEGIN EXECUTE 'ALTER TABLE items ADD note text'; END $$;",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let literals: Vec<_> = node
        .children()
        .filter(|child| child.kind() != PLPGSQL_USING_CLAUSE && child.kind() != PLPGSQL_BODY)
        .flat_map(|child| std::iter::once(child).chain(child.descendants()))
        .filter(|inside| inside.kind() == LITERAL)
        .collect();
    // A plain text is a unit of its own, and checked there.
    let plain = node.kind() == PLPGSQL_DYN_EXECUTE_STMT
        && node.child(PLPGSQL_EXPR).is_some_and(|expression| {
            literals
                .iter()
                .any(|literal| literal.text() == expression.text())
        });
    if plain {
        return;
    }
    let at = node
        .tokens()
        .find(|token| token.kind() == EXECUTE_KW)
        .unwrap_or(node);
    visit.warn(
        &PAGE,
        at,
        "`EXECUTE` of a text that is put together at run time is not checked",
        "write the statement itself, or make sure that the text names no schema",
    );
    for literal in literals {
        if let Some(text) = Literal::read(literal) {
            schema_in_text::loose(visit, literal, &text);
        }
    }
}
