//! `body-language`: code that the check cannot read.

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, language};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "body-language",
    problem: "A function is written in a language that the check cannot read, or one that PostgreSQL itself does not \
              confine.",
    solution: "Write it in SQL or PL/pgSQL. Trusted languages are let through with a warning; C, `internal` and the \
               untrusted ones are refused.",
    reported: "CREATE FUNCTION one() RETURNS int LANGUAGE plpython3u AS 'return 1';",
    accepted: "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(language) = language(node) else {
        return visit.error(
            &PAGE,
            node,
            "the language cannot be read",
            "write `LANGUAGE sql` or `LANGUAGE plpgsql`",
        );
    };
    match language.as_str() {
        "sql" | "plpgsql" => {}
        // Untrusted languages end in `u`; these do not.
        "c" | "internal" | "plsh" | "plr" => untrusted(visit, node, &language),
        other if other.ends_with('u') => untrusted(visit, node, other),
        other => visit.warn(
            &PAGE,
            node,
            format!("a body in `{other}` is not checked"),
            "write it in SQL or PL/pgSQL, or make sure that it names no foreign schema",
        ),
    }
}

fn untrusted(visit: &mut Visit<'_>, node: Node<'_>, language: &str) {
    visit.error(
        &PAGE,
        node,
        format!("PostgreSQL does not confine code in `{language}`"),
        "write it in SQL or PL/pgSQL",
    );
}
