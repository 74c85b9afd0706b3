//! `role-or-grant`: roles, owners and privileges are the host's.

use squawk_parser::SyntaxKind::{self, *};

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "role-or-grant",
    problem: "A migration makes a role, grants or takes a privilege, changes an owner, or becomes another role.",
    solution: "Leave it out: who owns the plugin's objects and who may use them follows from the host's isolation \
               mode, for all objects, also later ones.",
    reported: "GRANT SELECT ON items TO reporting;",
    accepted: "COMMENT ON TABLE items IS 'read by reporting';",
};

const HELP: &str = "leave it out; the host decides who owns and who may use the plugin's objects";

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>, kind: SyntaxKind) {
    let what = match kind {
        CREATE_ROLE | CREATE_USER | CREATE_GROUP => "makes a role",
        ALTER_ROLE | ALTER_USER | ALTER_GROUP => "changes a role",
        DROP_ROLE | DROP_USER | DROP_GROUP => "drops a role",
        GRANT => "grants a privilege",
        REVOKE => "takes a privilege",
        REASSIGN => "changes owners",
        DROP_OWNED => "drops all that a role owns",
        OWNER_TO => "changes an owner",
        SET_ROLE | SET_SESSION_AUTH | RESET_ROLE | RESET_SESSION_AUTH => {
            "changes the role that runs the migration"
        }
        ALTER_DEFAULT_PRIVILEGES => "changes default privileges",
        SECURITY_LABEL => "sets a security label",
        OBJECT_ROLE => "comments on a role",
        _ => return,
    };
    visit.error(
        &PAGE,
        node,
        format!("this {what}, which is the host's to do"),
        HELP,
    );
}

/// `SET role = …`, spelled as a parameter.
pub(super) fn setting(visit: &mut Visit<'_>, node: Node<'_>, name: &str) {
    visit.error(&PAGE, node, format!("`{name}` is the host's to set"), HELP);
}
