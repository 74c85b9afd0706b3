//! What holds for every text, also for those that are no SQL.

use proptest::prelude::*;
use schema_iso::migration::{CheckContext, check_sql, strip_public};

/// Pieces that make texts which come close to SQL.
const PIECES: &[&str] = &[
    "public",
    "\"public\"",
    "PUBLIC",
    ".",
    ".",
    "t",
    "\"t\"",
    "U&\"t\"",
    "other",
    "plugin_auth",
    " ",
    "\n",
    "\r\n",
    "\t",
    "(",
    ")",
    ",",
    ";",
    "'",
    "''",
    "E'",
    "\\'",
    "$$",
    "$a$",
    "--",
    "/*",
    "*/",
    "SELECT ",
    " FROM ",
    " AS ",
    "CREATE TABLE ",
    "DO ",
    "BEGIN ",
    " END",
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS ",
    "EXECUTE ",
    " INTO ",
    "::",
    "=",
    "-",
    "NOT ",
    "CASE ",
    "WHEN ",
    "THEN ",
    "é",
    "\u{feff}",
    "\0",
    "1",
    "*",
    "OPERATOR(",
    "+",
    "&",
    "u&",
    "SET search_path ",
    "LOOP ",
    "IF ",
    "user",
    "nextval",
    "regclass",
    "[",
    "]",
    "%TYPE",
    "LANGUAGE sql ",
];

/// Statements that are taken apart and put together again.
const STATEMENTS: &[&str] = &[
    "CREATE TABLE public.t (a public.ty DEFAULT public.f('public.x'), b int REFERENCES \"public\".u (id));",
    "SELECT public.a, public.t.b FROM t AS public JOIN public . u ON public.id = u.id;",
    "DO $$ DECLARE v public.t%ROWTYPE; BEGIN SELECT a INTO v FROM public.t; EXECUTE 'x'; END $$;",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS E'SELECT \\'public.x\\' FROM\\tpublic.t';",
    "INSERT INTO public.t VALUES ('it''s public.t', E'\\'', $x$ public.t $x$) -- public.t\n;",
    "ALTER TABLE/* public.t */public.t ADD FOREIGN KEY (a) REFERENCES other.t;",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// A statement of which a stretch is cut out, or repeated, or replaced by a piece.
fn mutants() -> impl Strategy<Value = String> {
    let statements = prop::collection::vec(prop::sample::select(STATEMENTS), 1..4);
    (
        statements,
        any::<prop::sample::Index>(),
        0..20_usize,
        prop::sample::select(PIECES),
        0..3_u8,
    )
        .prop_map(|(statements, at, len, piece, how)| {
            let text = statements.concat();
            let start = text.floor_char_boundary(at.index(text.len()));
            let end = text.ceil_char_boundary((start + len).min(text.len()));
            let (before, cut, after) = (&text[..start], &text[start..end], &text[end..]);
            match how {
                0 => format!("{before}{after}"),
                1 => format!("{before}{cut}{cut}{after}"),
                _ => format!("{before}{piece}{after}"),
            }
        })
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![pieces(), mutants(), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn checking_any_text_ends_in_a_report(sql in texts()) {
        let context = CheckContext::new("plugin_my_feature", "up.sql");
        for finding in check_sql(&sql, &context).findings {
            prop_assert!(sql.is_char_boundary(finding.span.start) && sql.is_char_boundary(finding.span.end));
            prop_assert!(finding.line >= 1 && finding.column >= 1);
            prop_assert!(!finding.message.is_empty() && !finding.help.is_empty());
            prop_assert!(finding.to_string().contains("ISO-06"));
        }
    }

    /// Putting the removals back, and taking out a space that took the place of one, gives
    /// the text again.
    #[test]
    fn all_but_the_qualifiers_stays(sql in texts()) {
        let stripped = strip_public(&sql);
        let mut rest = &*stripped.sql;
        let mut from = 0;
        for removal in &stripped.removals {
            let word = removal.text.strip_suffix('.').unwrap_or_default();
            let same = &sql[from..removal.offset];
            rest = rest.strip_prefix(same).ok_or_else(|| TestCaseError::fail("text before"))?;
            let name_end = word.find(|c: char| !(c.is_ascii_alphabetic() || c == '"')).unwrap_or(word.len());
            let (name, between) = word.split_at(name_end);
            prop_assert!(name.trim_matches('"').eq_ignore_ascii_case("public"), "{name}");
            let kept = if between.trim().is_empty() { "" } else { between };
            from = removal.offset + removal.text.len();
            let tail = format!("{kept}{}", &sql[from..]);
            let next = tail.chars().next();
            if rest.starts_with(' ') && next != Some(' ') {
                rest = &rest[1..];
            }
            rest = rest.strip_prefix(kept).ok_or_else(|| TestCaseError::fail("comment"))?;
        }
        prop_assert_eq!(rest, &sql[from..]);
    }

    #[test]
    fn stripping_twice_is_stripping_once(sql in texts()) {
        let once = strip_public(&sql).sql.into_owned();
        let twice = strip_public(&once);
        prop_assert_eq!(&*twice.sql, once.as_str());
    }

    /// What was accepted with its qualifiers is accepted without them.
    #[test]
    fn stripping_keeps_what_is_accepted(sql in texts()) {
        let context = CheckContext::new("plugin_my_feature", "up.sql");
        if check_sql(&sql, &context).is_accepted() {
            let stripped = strip_public(&sql);
            let report = check_sql(&stripped.sql, &context);
            prop_assert!(report.is_accepted(), "{}\n{report}", stripped.sql);
        }
    }
}
