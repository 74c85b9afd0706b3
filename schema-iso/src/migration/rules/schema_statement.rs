//! `schema-statement`: schemas are made, renamed and dropped by the host.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "schema-statement",
    problem: "A migration makes, changes or drops a schema, or moves an object into one.",
    solution: "Leave it out: the host makes the plugin's schema before its first migration, and renames it when the \
               plugin's id changes.",
    reported: "CREATE SCHEMA IF NOT EXISTS plugin_my_feature;",
    accepted: "CREATE TABLE items (id bigint PRIMARY KEY);",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let what = match node.kind() {
        CREATE_SCHEMA => "`CREATE SCHEMA` is",
        ALTER_SCHEMA => "`ALTER SCHEMA` is",
        DROP_SCHEMA => "`DROP SCHEMA` is",
        OBJECT_SCHEMA => "a comment on a schema is",
        _ => "moving an object into another schema is",
    };
    visit.error(
        &PAGE,
        node,
        format!("{what} the host's to do"),
        "leave it out; the host makes the plugin's schema and renames it when the id changes",
    );
}
