//! Removes hard-coded `public.` qualifiers (ISO-06).

use std::borrow::Cow;
use std::ops::Range;

use squawk_parser::{
    SyntaxKind, is_col_name_keyword, is_reserved_keyword, is_type_func_name_keyword,
};

use super::place::Lines;
use super::syntax::{ParsedText, Qualifier, Script, fold, qualifier};

/// A qualifier that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removal {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The byte in the original.
    pub offset: usize,
    /// What stood there, such as `"public".`
    pub text: String,
}

/// A text without `public.` qualifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stripped<'s> {
    /// The text to run; borrowed if nothing was removed.
    pub sql: Cow<'s, str>,
    /// What was removed, in the order of the text.
    pub removals: Vec<Removal>,
}

/// Removes the qualifier `public.`, however it is written, from the names of objects.
///
/// It is removed in code, including the bodies of functions and `DO` blocks in SQL and
/// PL/pgSQL. Literals, comments, aliases and columns of that name stay as they are, and
/// so does every other byte: comments and line breaks inside a qualifier stay too. Where
/// the neighbours would grow together (`FROM"public".t`), one space takes the place.
///
/// A text that does not parse is left alone; [`check_sql`](super::check_sql) reports it,
/// and also each `public.` that cannot be removed without changing what the text means.
///
/// ```
/// use schema_iso::migration::strip_public;
///
/// let stripped = strip_public("CREATE TABLE public.items (note text DEFAULT 'public.items');");
/// assert_eq!(stripped.sql, "CREATE TABLE items (note text DEFAULT 'public.items');");
/// assert_eq!(stripped.removals.len(), 1);
/// assert_eq!(stripped.removals[0].text, "public.");
/// ```
#[must_use]
pub fn strip_public(source: &str) -> Stripped<'_> {
    strip_script(&Script::parse(source))
}

pub(super) fn strip_script<'s>(script: &Script<'s>) -> Stripped<'s> {
    let source = script.source;
    let unchanged = Stripped {
        sql: Cow::Borrowed(source),
        removals: Vec::new(),
    };
    if !script.is_read() {
        return unchanged;
    }
    let mut cuts = Vec::new();
    for unit in script.units.iter().filter(|unit| unit.is_code) {
        for node in unit.root().descendants() {
            let Some(found) = qualifier(unit, node) else {
                continue;
            };
            if names_public(&found) && is_removable(&found) {
                cuts.extend(Cut::new(source, unit, &found));
            }
        }
    }
    if cuts.is_empty() {
        return unchanged;
    }
    cuts.sort_by_key(|cut| cut.word.start);
    apply(source, &cuts)
}

/// Whether a qualifier is `public`.
pub(super) fn names_public(found: &Qualifier<'_>) -> bool {
    fold(found.schema.text()) == "public"
}

/// Whether a name means the same without its qualifier, as far as its spelling goes:
/// `public.user` is a table, `user` is a key word.
pub(super) fn is_removable(found: &Qualifier<'_>) -> bool {
    if found.database {
        return false;
    }
    let Some(object) = found.object else {
        return true;
    };
    let kind = object.kind();
    kind == SyntaxKind::IDENT
        || !(is_reserved_keyword(kind)
            || is_col_name_keyword(kind)
            || is_type_func_name_keyword(kind))
}

/// Whether the file spells the qualifier as the tree does; escapes may come between.
pub(super) fn is_spelled_out(source: &str, unit: &ParsedText, found: &Qualifier<'_>) -> bool {
    Cut::new(source, unit, found).is_some()
}

/// The bytes that a qualifier takes: the word and the dot.
struct Cut {
    word: Range<usize>,
    dot: Range<usize>,
}

impl Cut {
    fn new(source: &str, unit: &ParsedText, found: &Qualifier<'_>) -> Option<Self> {
        let spelled = found.schema.text();
        let word = unit.absolute(found.schema.start());
        let word = word..word + spelled.len();
        let dot = unit.absolute(found.dot.start());
        let dot = dot..dot + 1;
        let same =
            source.get(word.clone()) == Some(spelled) && source.get(dot.clone()) == Some(".");
        same.then_some(Self { word, dot })
    }
}

fn apply<'s>(source: &'s str, cuts: &[Cut]) -> Stripped<'s> {
    let lines = Lines::new(source);
    let mut sql = String::with_capacity(source.len());
    let mut removals = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts {
        sql.push_str(&source[from..cut.word.start]);
        let between = &source[cut.word.end..cut.dot.start];
        let kept = if between.trim().is_empty() {
            ""
        } else {
            between
        };
        let behind = if kept.is_empty() {
            &source[cut.dot.end..]
        } else {
            kept
        };
        if grow_together(&sql, behind) {
            sql.push(' ');
        }
        sql.push_str(kept);
        from = cut.dot.end;
        let (line, column) = lines.place(cut.word.start);
        removals.push(Removal {
            line,
            column,
            offset: cut.word.start,
            text: source[cut.word.start..cut.dot.end].to_owned(),
        });
    }
    sql.push_str(&source[from..]);
    Stripped {
        sql: Cow::Owned(sql),
        removals,
    }
}

/// Whether what stands before and behind would be read as one token.
fn grow_together(before: &str, behind: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$' || !c.is_ascii();
    let sign = |c: char| "+-*/<>=~!@#%^&|`?".contains(c);
    match (before.chars().next_back(), behind.chars().next()) {
        (Some(last), Some(first)) => {
            word(last) && word(first)
                || sign(last) && sign(first)
                || matches!((last, first), ('&' | '"', '"'))
        }
        _ => false,
    }
}
