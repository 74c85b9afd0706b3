//! Bounds how deep a text nests before the recursive parser sees it.
//!
//! The parser recurses for parentheses, blocks and `CASE`, but also along chains such as
//! `NOT NOT …`, `a = b = c …` or `a JOIN b JOIN c … ON … ON …`. This scan counts all of
//! them, rather too many than too few: a stack that overflows would abort the compiler.

use super::word::{Word, words};

/// The deepest nesting that is read. PostgreSQL's own tests stay below 40.
pub(crate) const DEEPEST: usize = 200;

/// Words after which the parser may call itself without an opening parenthesis.
const CHAINING: &[&str] = &[
    "not",
    "between",
    "in",
    "natural",
    "join",
    "explain",
    "prepare",
    "create",
    "do",
    "like",
    "ilike",
    "similar",
    "operator",
    "is",
    "interval",
    "variadic",
    "execute",
    "with",
    "lateral",
    "also",
    "instead",
    "recursive",
    "any",
    "all",
    "some",
    "table",
    "select",
    "union",
    "except",
    "intersect",
];

struct Level {
    block: bool,
    /// Links of the chain that the scan is in.
    chain: usize,
    /// Links that only the end of the level ends.
    lasting: usize,
}

/// The byte where the text becomes too deep, if it does.
pub(crate) fn too_deep(text: &str, plpgsql: bool) -> Option<usize> {
    let mut levels = vec![Level {
        block: true,
        chain: 0,
        lasting: 0,
    }];
    let mut total = 0_usize;
    let mut previous: Option<Word<'_>> = None;
    for word in words(text) {
        let level = levels.last_mut()?;
        let mut opens = None;
        match word.text {
            "(" | "[" => opens = Some(false),
            ")" | "]" => {
                while levels.len() > 1 {
                    let Some(closed) = levels.pop() else { break };
                    total -= 1 + closed.chain + closed.lasting;
                    if !closed.block {
                        break;
                    }
                }
            }
            "," => {
                total -= level.chain;
                level.chain = 0;
            }
            ";" => {
                total -= level.chain + level.lasting;
                (level.chain, level.lasting) = (0, 0);
            }
            "=" | "<" | ">" | "-" | "+" | "@" | "~" | "!" | "#" | "%" | "&" | "|" | "?" | "`"
            | "^" | "*" | "/" => {
                level.chain += 1;
                total += 1;
            }
            _ if word.is_any(&[
                "and", "or", "where", "then", "else", "when", "set", "from", "values",
            ]) =>
            {
                total -= level.chain;
                level.chain = 0;
            }
            _ if word.is_any(&["on", "using"]) => {
                let less = 1.min(level.lasting);
                total -= level.chain + less;
                level.chain = 0;
                level.lasting -= less;
            }
            _ if word.is_any(CHAINING) => {
                if word.is_any(&[
                    "between", "natural", "join", "explain", "prepare", "create", "do",
                ]) {
                    level.lasting += 1;
                } else {
                    level.chain += 1;
                }
                total += 1;
            }
            _ => {}
        }
        let after_end = previous.is_some_and(|previous| previous.is("end"));
        if word.is("case") && !after_end {
            opens = Some(true);
        } else if word.is("end") {
            if levels.len() > 1 && levels.last().is_some_and(|level| level.block) {
                let closed = levels.pop()?;
                total -= 1 + closed.chain + closed.lasting;
            }
        } else if plpgsql && !after_end && opens_block(&word, previous.as_ref()) {
            opens = Some(true);
        }
        if let Some(block) = opens {
            levels.push(Level {
                block,
                chain: 0,
                lasting: 0,
            });
            total += 1;
        }
        if total > DEEPEST {
            return Some(word.start);
        }
        previous = Some(word);
    }
    None
}

fn opens_block(word: &Word<'_>, previous: Option<&Word<'_>>) -> bool {
    match previous {
        _ if word.is_any(&["begin", "loop"]) => true,
        None => false,
        Some(previous) => {
            word.is("if")
                && (previous.is_sign(";")
                    || previous.is_sign(">")
                    || previous.is_any(&["begin", "then", "else", "loop"]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_flat() {
        let rows = "(1, 'a', (2 + 3)), ".repeat(5000);
        assert_eq!(
            too_deep(&format!("INSERT INTO t VALUES {rows} (1)"), false),
            None
        );
        let joins = "JOIN b ON a.x = b.x ".repeat(500);
        assert_eq!(too_deep(&format!("SELECT 1 FROM a {joins}"), false), None);
        let ands = "a = b AND NOT c OR ".repeat(500);
        assert_eq!(too_deep(&format!("SELECT {ands} d"), false), None);
        let ifs =
            "IF a THEN b := 1; END IF; LOOP EXIT; END LOOP; DROP TABLE IF EXISTS t; ".repeat(500);
        assert_eq!(too_deep(&format!("BEGIN {ifs} END"), true), None);
        assert_eq!(
            too_deep(&"CREATE TABLE t (a int); ".repeat(500), false),
            None
        );
    }

    #[test]
    fn every_way_to_nest_is_counted() {
        for (prefix, link) in [
            ("SELECT ", "("),
            ("SELECT ", "NOT "),
            ("SELECT ", "- "),
            ("SELECT ", "@ "),
            ("SELECT ", "a = "),
            ("SELECT ", "a BETWEEN b AND "),
            ("SELECT ", "CASE WHEN true THEN "),
            ("SELECT ", "operator(+) "),
            ("SELECT a ", "IN (1) "),
            ("SELECT 1 FROM a ", "NATURAL JOIN b "),
            ("SELECT 1 FROM a ", "JOIN b "),
            ("", "EXPLAIN "),
            ("", "PREPARE x AS "),
            ("", "CREATE TABLE x AS "),
            ("", "CREATE RULE x AS ON INSERT TO t DO ALSO "),
        ] {
            let text = format!("{prefix}{}1", link.repeat(DEEPEST + 1));
            assert!(too_deep(&text, false).is_some(), "{link}");
        }
        for (link, end) in [
            ("BEGIN ", "END;"),
            ("LOOP ", "END LOOP;"),
            ("IF a THEN ", "END IF;"),
        ] {
            let text = format!(
                "BEGIN {} null; {} END",
                link.repeat(DEEPEST + 1),
                end.repeat(DEEPEST + 1)
            );
            assert!(too_deep(&text, true).is_some(), "{link}");
        }
    }
}
