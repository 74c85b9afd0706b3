//! `security-definer`: a function with its owner's rights and its caller's search path.

use squawk_parser::SyntaxKind::*;

use super::search_path::parameter;
use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "security-definer",
    problem: "A `SECURITY DEFINER` function without its own `search_path` looks names up in the search path of its caller.",
    solution: "Pin the path in the same statement: `SET search_path FROM CURRENT`.",
    reported: "CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
    accepted: "CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT 1';",
};

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
        }
    }
}
