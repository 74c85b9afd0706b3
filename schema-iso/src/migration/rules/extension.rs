//! `extension`: extensions belong to the database.

use squawk_parser::SyntaxKind::{self, *};

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "extension",
    problem: "A migration installs, changes or drops an extension, which a database has only once.",
    solution: "Let the host install it, in a schema that it shares with all plugins; its functions and types are then \
               found without a schema. `gen_random_uuid()` needs no extension.",
    reported: "CREATE EXTENSION IF NOT EXISTS pgcrypto;",
    accepted: "CREATE TABLE items (id uuid PRIMARY KEY DEFAULT gen_random_uuid());",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>, kind: SyntaxKind) {
    let what = match kind {
        CREATE_EXTENSION => "installs",
        ALTER_EXTENSION | ALTER_EXTENSION_ADD | ALTER_EXTENSION_DROP | ALTER_EXTENSION_UPDATE => {
            "changes"
        }
        DROP_EXTENSION => "drops",
        OBJECT_EXTENSION => "comments on",
        _ => return,
    };
    let inside = node
        .parent()
        .is_some_and(|parent| parent.kind() == ALTER_EXTENSION);
    if !inside {
        visit.error(
            &PAGE,
            node,
            format!("this {what} an extension, which the whole database shares"),
            "let the host install it into a schema that it shares with all plugins",
        );
    }
}
