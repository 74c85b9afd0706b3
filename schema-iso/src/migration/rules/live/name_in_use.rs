//! `name-in-use`: a name that goes while a program that uses it may still run.

use squawk_parser::SyntaxKind::*;

use super::{column, live};
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "name-in-use",
    problem: "A table or column is dropped or renamed, while a release that uses it may still run.",
    solution: "First deploy a release that does not use it; drop it in the next one. In place of a rename, add the \
               new column, write both, and drop the old one later.",
    reported: "ALTER TABLE items RENAME COLUMN title TO name;",
    accepted: "ALTER TABLE items ADD COLUMN name text;",
};

const HELP: &str = "deploy a release that does not use it before this migration runs";

pub(super) fn action(visit: &mut Visit<'_>, action: Node<'_>, table: &str) {
    let what = match action.kind() {
        RENAME_COLUMN => format!("`{table}.{}` is renamed", column(action)),
        DROP_COLUMN => format!("`{table}.{}` is dropped", column(action)),
        TABLE_RENAME_TO => format!("`{table}` is renamed"),
        _ => return,
    };
    visit.warn(
        &PAGE,
        action,
        format!("{what}, and a release that still runs may use it"),
        HELP,
    );
}

pub(super) fn dropped(visit: &mut Visit<'_>, node: Node<'_>) {
    let tables = node.descendants();
    for path in tables.filter(|child| child.kind() == TABLE_NAME_REF) {
        if let Some(table) = live(visit, Some(path)) {
            visit.warn(
                &PAGE,
                path,
                format!("`{table}` is dropped, and a release that still runs may use it"),
                HELP,
            );
        }
    }
}
