//! `session-setting`: a parameter that outlives the migration or changes how it is read.

use squawk_parser::SyntaxKind::*;

use super::search_path::parameter;
use crate::migration::check::Visit;
use crate::migration::explain::RulePage;
use crate::migration::syntax::Node;

pub(super) const PAGE: RulePage = RulePage {
    code: "session-setting",
    problem: "A migration sets a parameter of the session that is not known to be harmless.",
    solution: "Set time-outs and the like with `SET LOCAL`; parameters of your own have a dot (`my.flag`). \
               Anything else is the host's to set.",
    reported: "SET session_replication_role = replica;",
    accepted: "SET LOCAL lock_timeout = '5s';",
};

/// Parameters that change neither what a name means nor who may do what.
const HARMLESS: &[&str] = &[
    "backslash_quote",
    "bytea_output",
    "check_function_bodies",
    "client_encoding",
    "client_min_messages",
    "constraint_exclusion",
    "datestyle",
    "deadlock_timeout",
    "default_table_access_method",
    "default_tablespace",
    "default_toast_compression",
    "enable_seqscan",
    "extra_float_digits",
    "idle_in_transaction_session_timeout",
    "intervalstyle",
    "jit",
    "lock_timeout",
    "maintenance_work_mem",
    "max_parallel_maintenance_workers",
    "max_parallel_workers_per_gather",
    "row_security",
    "statement_timeout",
    "synchronous_commit",
    "temp_buffers",
    "timezone",
    "transaction_timeout",
    "work_mem",
    "xmloption",
];

const HELP: &str =
    "set time-outs with `SET LOCAL`, parameters of your own with a dot; the rest is the host's";

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    if node.kind() == SET_TRANSACTION {
        if node.has_child(SESSION_CHARACTERISTICS)
            || node
                .tokens()
                .any(|token| token.kind() == CHARACTERISTICS_KW)
        {
            visit.error(
                &PAGE,
                node,
                "this sets the mode of every later transaction",
                HELP,
            );
        }
        return;
    }
    let Some(name) = parameter(node) else {
        return;
    };
    if name == "standard_conforming_strings" && is_on(node) {
        return;
    }
    named(visit, node, &name);
}

fn is_on(node: Node<'_>) -> bool {
    node.tokens().any(|token| {
        let text = token.text().trim_matches('\'');
        ["on", "true", "1"]
            .iter()
            .any(|on| text.eq_ignore_ascii_case(on))
    })
}

/// Reports a parameter by its name, unless it is harmless or another rule's.
pub(super) fn named(visit: &mut Visit<'_>, node: Node<'_>, name: &str) {
    match name {
        // `search-path` has its own words.
        "search_path" => {}
        "role" | "session_authorization" => super::role_or_grant::setting(visit, node, name),
        "standard_conforming_strings" => visit.error(
            &PAGE,
            node,
            "`standard_conforming_strings` changes where literals end",
            "leave it on; write `E'…'` for a literal with escapes",
        ),
        _ if name.contains('.') || HARMLESS.contains(&name) => {}
        _ => visit.error(
            &PAGE,
            node,
            format!("`{name}` is not a migration's to set"),
            HELP,
        ),
    }
}
