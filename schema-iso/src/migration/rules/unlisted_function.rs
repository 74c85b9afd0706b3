//! `unlisted-function`: a call of a function of which nobody has said that it is harmless.

use squawk_parser::SyntaxKind::*;

use super::{advisory_lock, database_wide, text_that_runs};
use crate::migration::functions::{Judgement, is_support, judge};
use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, call_name, fold, qualifier};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "unlisted-function",
    problem: "A function is called that is neither on the list of PostgreSQL's harmless functions, nor on that of usual \
              extensions, nor made by the plugin's migrations. PostgreSQL has functions that read other plugins' data by \
              an oid or a name, and so have extensions.",
    solution: "Leave the call out. A function of an extension that is not on the list is written with the schema that the \
               host shares: `extensions.f(…)`; then it is the host that lets plugins use it.",
    reported: "CREATE VIEW last_values AS SELECT pg_sequence_last_value(oid) FROM pg_class c JOIN pg_namespace n \
               ON n.oid = c.relnamespace WHERE relkind = 'S';",
    accepted: "SELECT setval('items_id_seq', (SELECT max(id) FROM items));",
};

/// What other rules judge by what is passed.
fn is_judged_elsewhere(name: &str) -> bool {
    name == "set_config"
        || text_that_runs::is_one(name)
        || database_wide::is_one(name)
        || advisory_lock::is_one(name)
}

/// Whether a function does what a migration must not do, whoever calls it.
pub(super) fn is_refused(name: &str) -> bool {
    matches!(judge(name), Judgement::Refused(_))
}

/// A call in an expression, in FROM or of a trigger.
pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    if let (Some(name), Some(callee)) = (call_name(node), node.first_child()) {
        called(visit, callee, &name);
    }
}

/// `CALL procedure(…)`
pub(super) fn procedure(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(path) = node.child(PROCEDURE_NAME_REF).and_then(Node::first_child) else {
        return;
    };
    if let Some(name) = path.tokens().last() {
        called(visit, path, &fold(name.text()));
    }
}

fn called(visit: &mut Visit<'_>, callee: Node<'_>, name: &str) {
    if is_judged_elsewhere(name) {
        return;
    }
    let unit = visit.unit();
    let schema = qualifier(unit, callee).map(|found| fold(found.schema.text()));
    judged(visit, callee, schema.as_deref(), name, judge(name));
}

/// A function that stands behind an aggregate, an operator, a cast, a type or an index.
pub(super) fn handed_on(
    visit: &mut Visit<'_>,
    node: Node<'_>,
    schema: Option<&str>,
    name: &str,
    is_index_support: bool,
) {
    // Only PostgreSQL calls these, with internal values.
    let of_an_index = is_index_support
        && (judge(name) == Judgement::Unknown
            || name.starts_with("gin_")
            || name.starts_with("brin_"));
    if !is_support(name) && !of_an_index {
        judged(visit, node, schema, name, judge(name));
    }
}

fn judged(
    visit: &mut Visit<'_>,
    node: Node<'_>,
    schema: Option<&str>,
    name: &str,
    judgement: Judgement,
) {
    if let Judgement::Refused(reason) = judgement {
        let message = format!("`{name}` {reason}");
        return visit.error(&PAGE, node, message, "leave it out");
    }
    let is_known = match schema {
        Some("pg_catalog") => false,
        // The own schema, or a shared one. Any other is refused for its name.
        Some(schema) if schema != "public" => true,
        _ => visit.makes_callable(name),
    };
    if judgement == Judgement::Harmless || is_known {
        return;
    }
    let message = format!(
        "`{name}` is neither a function of the plugin's migrations nor on the list of harmless functions"
    );
    let help = format!(
        "leave it out; a function of an extension has the schema that the host shares before it: `extensions.{name}(…)`"
    );
    visit.error(&PAGE, node, message, help);
}
