//! `search-path`: a migration that moves the search path.

use squawk_parser::SyntaxKind::*;

use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node, call_name, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "search-path",
    problem: "A migration sets `search_path`, so that what follows it, the tracker included, may land in another schema.",
    solution: "Leave it out: the runner sets the path to the plugin's schema. A function pins its own path in \
               `CREATE FUNCTION … SET search_path = …`, to the plugin's schema, shared ones, `pg_catalog`, `pg_temp` \
               or `''`, or with `FROM CURRENT`.",
    reported: "SET search_path = plugin_my_feature, public;",
    accepted: "CREATE FUNCTION one() RETURNS int LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT 1';",
};

const HELP: &str = "leave it out; the runner sets the path to the plugin's schema";

/// `SET`, `RESET`, `DISCARD`, and the `SET` clauses of functions, roles and databases.
pub(super) fn setting(visit: &mut Visit<'_>, node: Node<'_>) {
    if node.kind() == DISCARD {
        if node.has_child(DISCARD_ALL) {
            visit.error(&PAGE, node, "`DISCARD ALL` resets `search_path`", HELP);
        }
        return;
    }
    let resets = matches!(node.kind(), RESET | RESET_CONFIG_PARAM | RESET_FUNC_OPTION);
    if resets && (node.has_child(ALL) || node.has_child(ALL_KW)) {
        return visit.error(&PAGE, node, "`RESET ALL` resets `search_path`", HELP);
    }
    if node.has_child(SET_SCHEMA_VALUE) {
        return visit.error(&PAGE, node, "`SET SCHEMA` sets `search_path`", HELP);
    }
    if !parameter(node).is_some_and(|name| is_search_path(&name)) {
        return;
    }
    let in_function = node.kind() == SET_CONFIG_PARAM
        && node
            .ancestors()
            .take(3)
            .any(|outer| matches!(outer.kind(), CREATE_FUNCTION | CREATE_PROCEDURE));
    if !in_function {
        return visit.error(
            &PAGE,
            node,
            "a migration must not change `search_path`",
            HELP,
        );
    }
    let Some(value) = node.child(TO_CONFIG_VALUE) else {
        // `FROM CURRENT`
        return;
    };
    for schema in value
        .children()
        .filter(|child| matches!(child.kind(), CONFIG_VALUE_NAME | LITERAL | DEFAULT_KW))
    {
        pinned(visit, schema);
    }
}

fn pinned(visit: &mut Visit<'_>, node: Node<'_>) {
    let schema = match node.kind() {
        LITERAL => match Literal::read(node) {
            // PostgreSQL takes a literal as it is: `'a, b'` is one odd name.
            Some(literal) => literal.text,
            None => {
                return visit.error(
                    &PAGE,
                    node,
                    "this value of `search_path` cannot be read",
                    HELP,
                );
            }
        },
        CONFIG_VALUE_NAME => fold(node.text()).into_owned(),
        _ => {
            return visit.error(
                &PAGE,
                node,
                "the default `search_path` is not the plugin's",
                HELP,
            );
        }
    };
    let harmless =
        matches!(schema.as_str(), "" | "pg_catalog" | "pg_temp") || visit.context.may_name(&schema);
    if !harmless {
        visit.error(
            &PAGE,
            node,
            format!("`{schema}` in the function's `search_path` is not the plugin's schema"),
            "write `SET search_path FROM CURRENT`, which is the plugin's schema",
        );
    }
}

/// `set_config('search_path', …)`
pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    if call_name(node).as_deref() != Some("set_config") {
        return;
    }
    let first = node
        .child(ARG_LIST)
        .and_then(|arguments| arguments.child(ARG))
        .and_then(Node::first_child);
    match first.and_then(Literal::read) {
        Some(name) if !is_search_path(&name.text) => {
            let name = name.text.trim().to_ascii_lowercase();
            super::session_setting::named(visit, node, &name);
        }
        Some(_) => visit.error(&PAGE, node, "`set_config` changes `search_path`", HELP),
        None => visit.error(
            &PAGE,
            node,
            "`set_config` with a name that is not a plain text may change `search_path`",
            "write the parameter's name as a plain text",
        ),
    }
}

/// The name of the parameter that a clause sets.
pub(super) fn parameter(node: Node<'_>) -> Option<String> {
    node.descendants()
        .find(|inside| inside.kind() == CONFIG_PARAMETER_REF)
        .map(|name| {
            let words: Vec<_> = name.tokens().map(|token| fold(token.text())).collect();
            words.concat().to_ascii_lowercase()
        })
}

fn is_search_path(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("search_path")
}
