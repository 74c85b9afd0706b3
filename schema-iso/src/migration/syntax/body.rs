//! Code inside literals: the bodies of functions, procedures and `DO` blocks, and
//! `EXECUTE` of a plain text.

use std::collections::HashSet;

use squawk_parser::SyntaxKind::*;

use super::literal::Literal;
use super::name::{call_name, fold, language};
use super::script::{Dialect, Origin};
use super::tree::Node;
use super::word::words;

/// A literal that holds code.
#[derive(Debug)]
pub(crate) struct Body<'t> {
    /// Where it stands.
    pub(crate) node: Node<'t>,
    /// What it says, if it can be read.
    pub(crate) literal: Option<Literal>,
    pub(crate) dialect: Dialect,
    pub(crate) origin: Origin,
    /// The names of parameters and of the function, which look like schemas in `a.b.c`.
    pub(crate) known: HashSet<String>,
}

/// The bodies below a root. Those in languages that cannot be read are left to the rules.
pub(crate) fn bodies(root: Node<'_>) -> Vec<Body<'_>> {
    let mut found = Vec::new();
    for node in root.descendants() {
        match node.kind() {
            CREATE_FUNCTION | CREATE_PROCEDURE => found.extend(function(node)),
            DO => found.extend(block(node)),
            PLPGSQL_DYN_EXECUTE_STMT
            | PLPGSQL_FOR_DYN_STMT
            | PLPGSQL_RETURN_QUERY_EXECUTE_STMT
            | PLPGSQL_OPEN_EXECUTE => found.extend(node.child(PLPGSQL_EXPR).and_then(executed)),
            CALL_EXPR => found.extend(code_argument(node).and_then(executed)),
            _ => {}
        }
    }
    found
}

/// Functions that run their first argument.
const RUNNING: &[&str] = &[
    "query_to_xml",
    "query_to_xml_and_xmlschema",
    "query_to_xmlschema",
    "ts_stat",
];

/// Whether a function runs an argument.
pub(crate) fn runs_its_argument(function: &str) -> bool {
    RUNNING.contains(&function) || function == REWRITING
}

/// Runs the last of two arguments, and none of three.
const REWRITING: &str = "ts_rewrite";

/// The argument that a call runs as code.
pub(crate) fn code_argument(call: Node<'_>) -> Option<Node<'_>> {
    let name = call_name(call)?;
    let list = call.child(ARG_LIST)?;
    let mut arguments = list.children().filter(|child| child.kind() == ARG);
    if RUNNING.contains(&&*name) {
        return arguments.next();
    }
    let two: Vec<_> = arguments.collect();
    (name == REWRITING && two.len() == 2).then(|| two[1])
}

/// A text that is run, if it is plain.
fn executed(expression: Node<'_>) -> Option<Body<'_>> {
    let literal = Literal::constant(expression);
    let node = match literal {
        Some(_) => expression,
        None => only_literal(expression).filter(|literal| {
            // `$1` is a literal to the parser, too, and holds no text.
            let mut tokens = literal.tokens();
            tokens.any(|token| matches!(token.kind(), STRING | ESC_STRING | UNICODE_ESC_STRING))
        })?,
    };
    Some(Body {
        node,
        literal,
        dialect: Dialect::Sql,
        origin: Origin::Execute,
        known: HashSet::new(),
    })
}

/// The literal, if an expression is nothing else.
fn only_literal(expression: Node<'_>) -> Option<Node<'_>> {
    let mut node = expression;
    while node.kind() != LITERAL {
        let mut children = node.children();
        let only = children.next()?;
        if children.next().is_some() {
            return None;
        }
        node = only;
    }
    Some(node)
}

fn dialect(language: Option<&str>, default: Dialect) -> Option<Dialect> {
    match language {
        None => Some(default),
        Some("sql") => Some(Dialect::Sql),
        Some("plpgsql") => Some(Dialect::Plpgsql),
        Some(_) => None,
    }
}

fn function(node: Node<'_>) -> Option<Body<'_>> {
    let options = node.child(FUNC_OPTION_LIST)?;
    let clause = options.child(LANGUAGE_FUNC_OPTION);
    let dialect = dialect(clause.and_then(language).as_deref(), Dialect::Sql)?;
    let definition = options.child(AS_FUNC_OPTION)?;
    let literal = definition
        .descendants()
        .find(|inside| inside.kind() == LITERAL)?;
    let mut known: HashSet<String> = node
        .descendants()
        .filter(|inside| inside.kind() == PARAM_NAME)
        .map(|name| fold(name.text()).into_owned())
        .collect();
    let name = node
        .children()
        .find(|child| matches!(child.kind(), FUNCTION_NAME | PROCEDURE_NAME))
        .and_then(|name| name.tokens().last());
    known.extend(name.map(|name| fold(name.text()).into_owned()));
    Some(Body {
        node: literal,
        literal: Literal::read(literal),
        dialect,
        origin: Origin::Function,
        known,
    })
}

fn block(node: Node<'_>) -> Option<Body<'_>> {
    let clause = node.child(DO_LANGUAGE);
    let dialect = dialect(clause.and_then(language).as_deref(), Dialect::Plpgsql)?;
    let literal = node.child(LITERAL)?;
    Some(Body {
        node: literal,
        literal: Literal::read(literal),
        dialect,
        origin: Origin::DoBlock,
        known: HashSet::new(),
    })
}

/// The variables and labels that a PL/pgSQL block declares.
pub(crate) fn declared(root: Node<'_>) -> impl Iterator<Item = String> {
    root.descendants()
        .filter(|node| {
            matches!(
                node.kind(),
                PLPGSQL_VAR_NAME | PLPGSQL_LABEL_NAME | PLPGSQL_FOR_VARIABLE
            )
        })
        .flat_map(|node| node.tokens())
        .map(|token| fold(token.text()).into_owned())
        .chain(["new".to_owned(), "old".to_owned()])
}

/// Blanks the targets of `SELECT … INTO target`, byte for byte, as PL/pgSQL itself does
/// before it hands the statement to the SQL parser.
pub(crate) fn without_into(text: &str) -> Option<String> {
    let all: Vec<_> = words(text).collect();
    let mut blanks = Vec::new();
    let mut starts = 0;
    for (at, word) in all.iter().enumerate() {
        if at > 0 {
            let before = &all[at - 1];
            if before.is_sign(";") || before.is_any(&["begin", "then", "else", "loop"]) {
                starts = at;
            }
        }
        if !word.is("into") || all[starts].is_any(&["execute", "fetch", "move", "open", "get"]) {
            continue;
        }
        let inserts = at > 0 && all[at - 1].is_any(&["insert", "merge"]);
        let dynamic = all[starts..at].iter().any(|word| word.is("execute"));
        if inserts || dynamic {
            continue;
        }
        let mut next = at + 1;
        if all.get(next).is_some_and(|word| word.is("strict")) {
            next += 1;
        }
        let mut end = None;
        while all
            .get(next)
            .is_some_and(|word| word.is_name() || word.text.starts_with('$'))
        {
            end = Some(all[next].end());
            next += 1;
            if all
                .get(next)
                .is_some_and(|word| word.is_sign(".") || word.is_sign(","))
            {
                next += 1;
            } else {
                break;
            }
        }
        blanks.extend(end.map(|end| word.start..end));
    }
    if blanks.is_empty() {
        return None;
    }
    let mut blanked = text.to_owned();
    for range in blanks {
        let len = range.len();
        blanked.replace_range(range, &" ".repeat(len));
    }
    Some(blanked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_targets_are_blanked() {
        let text = "BEGIN SELECT a INTO STRICT v, r.b FROM t; INSERT INTO t VALUES (1) RETURNING id INTO v; \
                    EXECUTE 'x' INTO v; FETCH c INTO v; END";
        assert_eq!(
            without_into(text).unwrap(),
            "BEGIN SELECT a                    FROM t; INSERT INTO t VALUES (1) RETURNING id       ; \
             EXECUTE 'x' INTO v; FETCH c INTO v; END"
        );
        assert_eq!(without_into("BEGIN INSERT INTO t VALUES (1); END"), None);
    }
}
