//! `required-column`: a column that is `NOT NULL` and has no default.

use squawk_parser::SyntaxKind::*;

use super::{column, last_name};
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "required-column",
    problem: "A column that is `NOT NULL` and has no default is added to a table that is in use. It fails if there is \
              a row, and a release that still runs cannot insert any more, since it does not know the column.",
    solution: "Give the column a default, or add it without `NOT NULL`, fill it, and require it in a later release.",
    reported: "ALTER TABLE items ADD COLUMN note text NOT NULL;",
    accepted: "ALTER TABLE items ADD COLUMN note text NOT NULL DEFAULT '';",
};

pub(super) fn action(visit: &mut Visit<'_>, action: Node<'_>, table: &str) {
    if action.kind() != ADD_COLUMN || !action.has_child(NOT_NULL_CONSTRAINT) {
        return;
    }
    let serial = action
        .child(PATH_TYPE)
        .and_then(last_name)
        .is_some_and(|name| name.ends_with("serial"));
    if action.has_child(DEFAULT_CONSTRAINT) || action.has_child(GENERATED_CONSTRAINT) || serial {
        return;
    }
    let column = column(action);
    visit.warn(
        &PAGE,
        action,
        format!("`{table}.{column}` is required and has no default, and `{table}` is in use"),
        "give it a default, or add it without `NOT NULL`, fill it, and require it in a later release",
    );
}
