//! `session-setting`: a parameter that outlives the migration or changes how it is read.

use squawk_parser::SyntaxKind::*;

use super::search_path::parameter;
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

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
    "client_min_messages",
    "commit_delay",
    "constraint_exclusion",
    "cpu_index_tuple_cost",
    "cpu_operator_cost",
    "cpu_tuple_cost",
    "cursor_tuple_fraction",
    "datestyle",
    "deadlock_timeout",
    "default_statistics_target",
    "default_table_access_method",
    "default_tablespace",
    "default_toast_compression",
    "effective_cache_size",
    "effective_io_concurrency",
    "extra_float_digits",
    "from_collapse_limit",
    "geqo",
    "gin_fuzzy_search_limit",
    "gin_pending_list_limit",
    "hash_mem_multiplier",
    "idle_in_transaction_session_timeout",
    "intervalstyle",
    "jit",
    "join_collapse_limit",
    "lock_timeout",
    "logical_decoding_work_mem",
    "maintenance_io_concurrency",
    "maintenance_work_mem",
    "max_parallel_maintenance_workers",
    "max_parallel_workers",
    "max_parallel_workers_per_gather",
    "min_parallel_index_scan_size",
    "min_parallel_table_scan_size",
    "parallel_leader_participation",
    "parallel_setup_cost",
    "parallel_tuple_cost",
    "plan_cache_mode",
    "random_page_cost",
    "row_security",
    "seq_page_cost",
    "statement_timeout",
    "synchronous_commit",
    "temp_buffers",
    "timezone",
    "transaction_timeout",
    "vacuum_buffer_usage_limit",
    "vacuum_cost_delay",
    "vacuum_cost_limit",
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
    let kept = match name.as_str() {
        "standard_conforming_strings" => is_set_to(node, &["on", "true", "1"]),
        "client_encoding" => is_set_to(node, &["utf8", "utf-8", "unicode"]),
        _ => false,
    };
    if kept {
        return;
    }
    named(visit, node, &name);
}

fn is_set_to(node: Node<'_>, values: &[&str]) -> bool {
    let value = node.tokens().filter(|token| token.kind() != SEMICOLON);
    value.last().is_some_and(|value| {
        let text = value.text().trim_matches(['\'', '"']);
        values.iter().any(|value| text.eq_ignore_ascii_case(value))
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
        "client_encoding" => visit.error(
            &PAGE,
            node,
            "`client_encoding` changes how the text itself is read",
            "leave it out, or write UTF8, which migrations are in",
        ),
        _ if name.contains('.') || name.starts_with("enable_") || HARMLESS.contains(&name) => {}
        _ => visit.error(
            &PAGE,
            node,
            format!("`{name}` is not a migration's to set"),
            HELP,
        ),
    }
}
