//! `dynamic-sql`: `EXECUTE` of a text that is put together at run time.

use squawk_parser::SyntaxKind::*;

use super::fragment;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "dynamic-sql",
    problem: "`EXECUTE` runs a text that is put together at run time, so that nobody can say which schema it names.",
    solution: "Write the statement itself where it can be written. Where it cannot, name no schema: the search path \
               holds while the migration runs. What is made of plain texts only is checked like any code, and of the \
               others each part: what stands behind `FROM` and the like, and statements that are never a migration's.",
    reported: "DO $$ DECLARE name text := 'note'; BEGIN EXECUTE 'ALTER TABLE items ADD ' || name || ' text'; END $$;",
    accepted: "DO $$ BEGIN EXECUTE 'ALTER TABLE items ADD note text'; END $$;",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(expression) = node.child(PLPGSQL_EXPR) else {
        return;
    };
    let at = node.tokens().find(|token| token.kind() == EXECUTE_KW);
    put_together(visit, at.unwrap_or(node), expression);
}

/// The body of `diesel_manage_updated_at(_tbl regclass)`, which Diesel's `setup` writes into the first
/// migration of every application. It puts a trigger of the plugin on the table that it is given; the
/// literals that it is given are read where names are.
const OF_DIESEL: &str = "BEGIN EXECUTE format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE \
                         PROCEDURE diesel_set_updated_at()', _tbl); END;";

/// Whether the text is Diesel's, but for white space.
fn is_diesels(visit: &Visit<'_>) -> bool {
    let words = visit.unit().text.split_ascii_whitespace();
    words.eq(OF_DIESEL.split_ascii_whitespace())
}

fn put_together(visit: &mut Visit<'_>, at: Node<'_>, expression: Node<'_>) {
    // A plain text is a unit of its own, and checked there.
    if Literal::constant(expression).is_some() || is_diesels(visit) {
        return;
    }
    visit.warn(
        &PAGE,
        at,
        "a text that is put together at run time is run, and not checked",
        "write the statement itself, or make sure that the text names no schema",
    );
    for literal in expression.descendants() {
        if let Some(text) = Literal::read(literal) {
            fragment::check(visit, literal, &text);
        }
    }
}
