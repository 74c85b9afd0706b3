//! `advisory-lock`: an advisory lock among those of the host.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, call_name};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "advisory-lock",
    problem: "An advisory lock with one key is taken or released. The locks of migrations are of this kind, so a plugin that \
              holds one blocks the boot of whichever plugin the key belongs to.",
    solution: "Give the lock two keys; PostgreSQL keeps those apart from the locks with one.",
    reported: "CREATE FUNCTION bill() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(1) $$;",
    accepted: "CREATE FUNCTION bill() RETURNS void LANGUAGE sql \
               AS $$ SELECT pg_advisory_xact_lock(hashtext('my_feature'), 1) $$;",
};

/// Whether a word is the name of a function that takes or releases an advisory lock.
pub(super) fn is_one(name: &str) -> bool {
    ["pg_advisory_", "pg_try_advisory_"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// A call of such a function.
pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    // `database-wide` has its own words for the function that releases all.
    let Some(name) = call_name(node).filter(|it| is_one(it) && it != "pg_advisory_unlock_all")
    else {
        return;
    };
    let arguments = node.child(ARG_LIST).map_or(0, |list| {
        list.children().filter(|it| it.kind() == ARG).count()
    });
    if arguments < 2 {
        let message = format!("`{name}` with one key is for the locks of migrations");
        let help = format!("give it two keys: `{name}(hashtext('my_feature'), 1)`");
        visit.error(&PAGE, node, message, help);
    }
}
