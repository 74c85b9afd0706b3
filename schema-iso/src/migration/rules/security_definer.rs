//! `security-definer`: a function with its owner's rights and its caller's search path.

use squawk_parser::SyntaxKind::*;

use super::search_path::parameter;
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "security-definer",
    problem: "A `SECURITY DEFINER` function without its own `search_path` looks names up in the search path of its caller.",
    solution: "Pin the path in the same statement: `SET search_path FROM CURRENT`, or a list that ends with `pg_temp`. \
               With `Isolation::Roles` and `Isolation::Logins` the function then runs as the plugin's owner role, whose \
               rights end at the plugin's schema (ISO-11); otherwise it runs as the host.",
    reported: "CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
    accepted: "CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT 1';",
};

/// Whether a path names schemas and leaves `pg_temp` out. The empty path finds a temporary table,
/// too, but with it every other name has its schema.
fn looks_for_temporary_tables_first(path: Node<'_>) -> bool {
    let mut inside = path.descendants();
    let Some(value) = inside.find(|node| node.kind() == TO_CONFIG_VALUE) else {
        // `FROM CURRENT`
        return false;
    };
    let names = value.children();
    let names = names.filter(|name| matches!(name.kind(), CONFIG_VALUE_NAME | LITERAL));
    let names: Vec<&str> = names
        .map(|name| name.text().trim_matches(['"', '\'']))
        .collect();
    let is_temporary = |name: &&str| name.eq_ignore_ascii_case("pg_temp");
    names.iter().any(|name| !name.is_empty()) && !names.iter().any(is_temporary)
}

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(options) = node.child(FUNC_OPTION_LIST) else {
        return;
    };
    let Some(definer) = options.child(SECURITY_DEFINER_FUNC_OPTION) else {
        return;
    };
    let mut paths = options
        .children()
        .filter(|option| option.kind() == SET_FUNC_OPTION)
        .filter(|option| parameter(*option).as_deref() == Some("search_path"))
        .peekable();
    if paths.peek().is_none() {
        return visit.error(
            &PAGE,
            definer,
            "`SECURITY DEFINER` without a `search_path` of its own",
            "add `SET search_path FROM CURRENT` to `CREATE OR REPLACE FUNCTION`",
        );
    }
    for path in paths {
        let before_the_last =
            |at: usize| path.tokens().skip(at + 1).any(|next| next.kind() == COMMA);
        let temporary = path.tokens().enumerate().find(|(at, token)| {
            let name = token.text().trim_matches(['"', '\'']);
            name.eq_ignore_ascii_case("pg_temp") && before_the_last(*at)
        });
        if let Some((_, token)) = temporary {
            visit.error(
                &PAGE,
                token,
                "`pg_temp` before other schemas lets the caller put tables of its own in their place",
                "write `pg_temp` last",
            );
        } else if looks_for_temporary_tables_first(path) {
            visit.error(
                &PAGE,
                path,
                "a `search_path` that does not name `pg_temp` begins with it, so that the caller can put tables of \
                 its own in the place of others",
                "write `pg_temp` last, or `SET search_path FROM CURRENT`, which has it there",
            );
        }
    }
}
