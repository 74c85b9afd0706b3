//! `OwnNames`: the functions and tables that a plugin's migrations make.

use std::collections::BTreeSet;

use crate::migration::syntax::{Word, fold, words};

/// How deep blocks may stand in blocks.
const DEEPEST: usize = 4;

/// The names of the functions, types, tables and views that the migrations of a plugin make.
///
/// A type can be called like a function, to cast. The names are read from the words of the texts, so
/// a name that some migration drops again stays known; PostgreSQL refuses a call of it.
///
/// ```
/// use schema_iso::migration::{CheckContext, OwnNames, check_sql};
///
/// let context = CheckContext::new("plugin_my_feature", "up.sql");
/// let uses = "ALTER TABLE items ADD CHECK (is_sound(name));";
/// assert!(!check_sql(uses, &context).is_accepted());
///
/// let makes = "CREATE FUNCTION is_sound(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';";
/// let own = OwnNames::of([makes, uses]);
/// assert!(check_sql(uses, &context.with_own_names(&own)).is_accepted());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnNames {
    /// What can be called: functions, procedures, aggregates, types.
    callable: BTreeSet<String>,
    /// What can stand in FROM: tables and views.
    relations: BTreeSet<String>,
}

impl OwnNames {
    /// Reads the texts of all migrations of a plugin, in any order.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for text in texts {
            own.read(text, 0);
        }
        own
    }

    /// Whether one of the migrations makes a function or type of this name.
    pub(in crate::migration) fn has_callable(&self, name: &str) -> bool {
        self.callable.contains(name)
    }

    /// Whether one of the migrations makes a table or view of this name.
    pub(in crate::migration) fn has_relation(&self, name: &str) -> bool {
        self.relations.contains(name)
    }

    fn read(&mut self, text: &str, depth: usize) {
        let all: Vec<Word<'_>> = words(text).collect();
        for (at, word) in all.iter().enumerate() {
            if word.is("create") {
                let mut next = at + 1;
                if all.get(next).is_some_and(|it| it.is("or")) {
                    next += 2;
                }
                while all.get(next).is_some_and(|it| it.is_any(BEFORE_A_KIND)) {
                    next += 1;
                }
                if is_callable(&all, next) {
                    self.callable.extend(name(&all, next + 1));
                } else if all
                    .get(next)
                    .is_some_and(|it| it.is_any(&["table", "view"]))
                {
                    self.relations.extend(name(&all, next + 1));
                }
            } else if word.is("alter") && is_callable(&all, at + 1) {
                let statement = all[at..].iter().take_while(|it| !it.is_sign(";"));
                let renamed = statement
                    .clone()
                    .zip(statement.skip(1))
                    .position(|(first, second)| first.is("rename") && second.is("to"));
                let renamed = renamed.and_then(|renamed| name(&all, at + renamed + 2));
                self.callable.extend(renamed);
            } else if word.is_text() && depth < DEEPEST && makes_something(word.text) {
                let inside = word.text.trim_matches('\'');
                let inside = match inside.strip_prefix('$').and_then(|it| it.split_once('$')) {
                    Some((_, inside)) => inside,
                    None => inside,
                };
                self.read(inside, depth + 1);
            }
        }
    }
}

/// Words between `CREATE` and the kind of what is created.
const BEFORE_A_KIND: &[&str] = &[
    "global",
    "local",
    "materialized",
    "recursive",
    "temp",
    "temporary",
    "unlogged",
];

/// The name at a place, without its schema.
fn name(all: &[Word<'_>], mut at: usize) -> Option<String> {
    if all.get(at).is_some_and(|it| it.is("if")) {
        // `IF NOT EXISTS`
        at += 3;
    }
    while all.get(at + 1).is_some_and(|it| it.is_sign(".")) {
        at += 2;
    }
    let name = all.get(at).filter(|it| it.is_name())?;
    Some(fold(name.text).into_owned())
}

fn is_callable(all: &[Word<'_>], at: usize) -> bool {
    let kinds = [
        "function",
        "procedure",
        "routine",
        "aggregate",
        "type",
        "domain",
    ];
    all.get(at).is_some_and(|word| word.is_any(&kinds))
}

fn makes_something(text: &str) -> bool {
    let text = text.as_bytes();
    text.windows(6).any(|it| it.eq_ignore_ascii_case(b"create"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_called_is_found() {
        let own = OwnNames::of([
            "CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';
             create or replace procedure public.\"B b\"() LANGUAGE sql AS ''; -- CREATE FUNCTION not_this()
             CREATE AGGREGATE plugin_my_feature.c (int) (sfunc = int4pl, stype = int);
             ALTER FUNCTION a() RENAME TO d; CREATE TYPE e AS ENUM ('x'); CREATE DOMAIN f AS int;",
            "DO $$ BEGIN CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; END $$;
             DO 'BEGIN EXECUTE ''CREATE FUNCTION h() RETURNS int''; END'",
        ]);
        for name in ["a", "B b", "c", "d", "e", "f", "g"] {
            assert!(own.has_callable(name), "{name}: {own:?}");
        }
        assert!(!own.has_callable("not_this"));
        let own = OwnNames::of([
            "CREATE UNLOGGED TABLE IF NOT EXISTS a (); CREATE OR REPLACE VIEW b AS SELECT 1",
        ]);
        assert!(own.has_relation("a") && own.has_relation("b"));
    }
}
