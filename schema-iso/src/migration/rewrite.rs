//! Removes hard-coded `public.` qualifiers (ISO-06), and rewrites those of former schemas (ISO-09).

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

/// Removes the qualifiers of the given schemas, as [`strip_public`] does that of `public`.
///
/// Two texts that differ in the qualifiers of the plugin's own schemas alone become one text, so
/// that a checksum can be taken of what they have in common.
///
/// ```
/// use schema_iso::migration::strip_qualifiers;
///
/// let stripped = strip_qualifiers("CREATE TABLE plugin_shop.goods ();", &["plugin_shop"]);
/// assert_eq!(stripped.sql, "CREATE TABLE goods ();");
/// ```
#[must_use]
pub fn strip_qualifiers<'s>(source: &'s str, schemas: &[&str]) -> Stripped<'s> {
    let cuts = cuts(&Script::parse(source), |found| {
        schemas.contains(&&*fold(found.schema.text())) && is_removable(found)
    });
    apply(source, &cuts, "")
}

/// Replaces the qualifiers of former schemas by that of the schema now, in the places where
/// [`strip_public`] removes `public.`.
///
/// They are not removed: the body of a function may be right only because it names the schema.
///
/// ```
/// use schema_iso::migration::rename_qualifiers;
///
/// let sql = "SELECT * FROM plugin_shop.goods, plugin_store.user";
/// let renamed = rename_qualifiers(sql, &["plugin_shop"], "plugin_store");
/// assert_eq!(renamed, "SELECT * FROM plugin_store.goods, plugin_store.user");
/// ```
#[must_use]
pub fn rename_qualifiers<'s>(source: &'s str, former: &[&str], now: &str) -> Cow<'s, str> {
    let cuts = cuts(&Script::parse(source), |found| {
        former.contains(&&*fold(found.schema.text())) && !found.database
    });
    apply(source, &cuts, now).sql
}

pub(super) fn strip_script<'s>(script: &Script<'s>) -> Stripped<'s> {
    let cuts = cuts(script, |found| names_public(found) && is_removable(found));
    apply(script.source, &cuts, "")
}

/// The qualifiers in code that are asked for, in the order of the text.
fn cuts(script: &Script<'_>, wanted: impl Fn(&Qualifier<'_>) -> bool) -> Vec<Cut> {
    let mut cuts = Vec::new();
    if !script.is_read() {
        return cuts;
    }
    for unit in script.units.iter().filter(|unit| unit.is_code) {
        for node in unit.root().descendants() {
            let found = qualifier(unit, node).filter(|found| wanted(found));
            cuts.extend(found.and_then(|found| Cut::new(script.source, unit, &found)));
        }
    }
    cuts.sort_by_key(|cut| cut.word.start);
    cuts
}

/// Whether a qualifier is `public`.
fn names_public(found: &Qualifier<'_>) -> bool {
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

/// Puts a name in the place of each qualifier, or nothing, in which case the dot goes, too.
fn apply<'s>(source: &'s str, cuts: &[Cut], name: &str) -> Stripped<'s> {
    if cuts.is_empty() {
        return Stripped {
            sql: Cow::Borrowed(source),
            removals: Vec::new(),
        };
    }
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
        if !name.is_empty() {
            sql.push_str(name);
            sql.push('.');
        }
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
