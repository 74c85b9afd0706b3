//! The steps from what is in the database to what is declared.

mod columns;
mod enums;
mod keys;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Catalogue, Table};
use super::change::{Change, Phase};
use super::name::made_of;

/// The steps, and what stands against them.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) changes: Vec<Change>,
    /// What the steps lose, in words.
    pub(super) losses: Vec<String>,
    /// Columns for which rows that are there have no value, as `table.column`.
    pub(super) unfilled: Vec<String>,
    /// Names that may have been renamed, as arguments of `--rename`.
    pub(super) candidates: Vec<String>,
}

/// What is there, what is declared, and the steps so far.
pub(super) struct Difference<'c> {
    found: &'c Catalogue,
    wanted: &'c Catalogue,
    fills: &'c BTreeMap<String, String>,
    /// Names of indexes and constraints that are taken, or were given.
    taken: BTreeSet<String>,
    /// Enums in whose place a new type comes, with the declared defaults of its columns.
    replaced_enums: BTreeSet<String>,
    steps: Steps,
}

/// Returns the steps; `kept` are tables that no struct declares and that stay.
pub(super) fn steps(
    found: &Catalogue,
    wanted: &Catalogue,
    kept: &BTreeSet<String>,
    fills: &BTreeMap<String, String>,
) -> Steps {
    let mut difference = Difference {
        found,
        wanted,
        fills,
        taken: taken(found),
        replaced_enums: BTreeSet::new(),
        steps: Steps::default(),
    };
    let both: Vec<(&str, &Table, &Table)> = wanted
        .tables
        .iter()
        .filter_map(|(name, wanted)| Some((name.as_str(), found.tables.get(name)?, wanted)))
        .collect();
    let dropped: Vec<(&str, &Table)> = found
        .tables
        .iter()
        .filter(|(name, _)| !wanted.tables.contains_key(*name) && !kept.contains(*name))
        .map(|(name, table)| (name.as_str(), table))
        .collect();
    for &(name, found, wanted) in &both {
        difference.drop_keys(name, found, wanted, &dropped);
    }
    difference.enums();
    difference.new_tables();
    for &(name, found, wanted) in &both {
        difference.change_columns(name, found, wanted);
        difference.add_columns(name, found, wanted);
        difference.add_keys(name, found, wanted);
        difference.drop_columns(name, found, wanted);
    }
    difference.drop_tables(&dropped);
    difference.drop_enums(kept);
    difference.steps
}

/// The names of relations and of constraints.
fn taken(found: &Catalogue) -> BTreeSet<String> {
    let constraints = found.tables.values().flat_map(|table| &table.constraints);
    let mut taken = found.taken.clone();
    taken.extend(constraints.map(|it| it.name.clone()));
    taken
}

impl Difference<'_> {
    fn push(&mut self, change: Change) {
        self.steps.changes.push(change);
    }

    fn main(&mut self, up: impl Into<String>, down: impl Into<String>) {
        self.push(Change::new(Phase::Main, up, down));
    }

    /// A name for an index or constraint that nothing has yet.
    fn free_name(&mut self, table: &str, columns: &[String], suffix: &str) -> String {
        let mut name = made_of(table, columns, suffix);
        for number in 1.. {
            if self.taken.insert(name.clone()) {
                break;
            }
            name = made_of(table, columns, &format!("{suffix}{number}"));
        }
        name
    }
}
