//! `row-check`: a constraint for which PostgreSQL reads the whole table under a lock.

use squawk_parser::SyntaxKind::*;

use super::column;
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "row-check",
    problem: "A constraint is added to a table that is in use; PostgreSQL reads all rows, and nobody can write (for \
              `SET NOT NULL` and `CHECK`, not even read) until that is done.",
    solution: "Add the constraint with `NOT VALID`, and run `VALIDATE CONSTRAINT` in a later migration, which blocks \
               nobody. `SET NOT NULL` reads nothing if a valid `CHECK (… IS NOT NULL)` is there.",
    reported: "ALTER TABLE items ADD CONSTRAINT items_group FOREIGN KEY (group_id) REFERENCES groups;",
    accepted: "ALTER TABLE items ADD CONSTRAINT items_group FOREIGN KEY (group_id) REFERENCES groups NOT VALID;",
};

pub(super) fn action(visit: &mut Visit<'_>, action: Node<'_>, table: &str) {
    let (what, help) = match action.kind() {
        ADD_CONSTRAINT => {
            let checked = action.children().any(|child| {
                matches!(child.kind(), FOREIGN_KEY_CONSTRAINT | CHECK_CONSTRAINT)
                    && !child.has_child(NOT_VALID)
            });
            if !checked || action.has_child(NOT_VALID) {
                return;
            }
            (
                "this constraint".to_owned(),
                "add it with `NOT VALID`, and `VALIDATE CONSTRAINT` in a later migration",
            )
        }
        ALTER_COLUMN if action.has_child(SET_NOT_NULL) => (
            format!("`{table}.{}`", column(action)),
            "first add `CHECK (… IS NOT NULL) NOT VALID` and validate it in another migration",
        ),
        _ => return,
    };
    visit.warn(
        &PAGE,
        action,
        format!("PostgreSQL checks {what} on all rows of `{table}`, which is in use, under a lock"),
        help,
    );
}
