//! Tables that are new, and tables that are gone.

use super::Difference;
use crate::generate::catalogue::{Constraint, ConstraintKind, Table};
use crate::generate::change::{Change, Phase};
use crate::generate::name::name;
use crate::generate::table::{add_constraint, create, drop_constraint, in_order};

impl Difference<'_> {
    pub(super) fn new_tables(&mut self) {
        let wanted = self.wanted;
        let new: Vec<(&str, &Table)> = wanted
            .tables
            .iter()
            .filter(|(name, _)| {
                !self.found.tables.contains_key(*name) && !self.found.relations.contains(*name)
            })
            .map(|(name, table)| (name.as_str(), table))
            .collect();
        let (ordered, later) = in_order(&new);
        for (own, table) in ordered {
            let mut without: Vec<&str> = later
                .iter()
                .filter(|(of, _)| *of == own)
                .map(|(_, key)| key.name.as_str())
                .collect();
            // Their keys are made in the same release, after this table.
            let waiting: Vec<&Constraint> = table
                .of_kind(ConstraintKind::ForeignKey)
                .filter(|key| self.waits(key))
                .collect();
            without.extend(waiting.iter().map(|key| key.name.as_str()));
            let down = table
                .columns
                .iter()
                .filter(|column| column.sequence_before(own).is_some() && column.sequence.is_none())
                .filter_map(|column| column.asked_sequence())
                .map(|it| format!("\nDROP SEQUENCE IF EXISTS {};", name(&it)));
            let down: String = down.collect();
            let change = Change::new(
                Phase::Main,
                create(own, table, &without),
                format!("DROP TABLE {};{down}", name(own)),
            );
            self.push(change.about(own));
            for key in waiting {
                self.push(Change::new(
                    Phase::Constraints,
                    add_constraint(own, key),
                    drop_constraint(own, &key.name),
                ));
            }
        }
        for (table, key) in later {
            self.main(
                add_constraint(table, key),
                drop_constraint(table, &key.name),
            );
        }
    }

    /// Whether a reference of a new table is to a key that a table does not have yet.
    fn waits(&self, key: &Constraint) -> bool {
        let target = key.target.as_deref().unwrap_or_default();
        let Some(target) = self.found.tables.get(target) else {
            return false;
        };
        let is_it = |columns: &[String]| {
            columns.len() == key.target_columns.len()
                && columns.iter().all(|it| key.target_columns.contains(it))
        };
        let mut constraints = target.constraints.iter();
        let by_constraint = constraints.any(|it| {
            matches!(it.kind, ConstraintKind::PrimaryKey | ConstraintKind::Unique)
                && is_it(&it.columns)
        });
        let mut indexes = target.indexes.iter();
        !by_constraint && !indexes.any(|it| it.unique && it.whole && is_it(&it.columns))
    }

    pub(super) fn drop_tables(&mut self, dropped: &[(&str, &Table)]) {
        let (ordered, later) = in_order(dropped);
        for (table, key) in &later {
            self.main(
                drop_constraint(table, &key.name),
                add_constraint(table, key),
            );
        }
        for (own, table) in ordered.into_iter().rev() {
            let without: Vec<&str> = later
                .iter()
                .filter(|(of, _)| *of == own)
                .map(|(_, key)| key.name.as_str())
                .collect();
            self.steps
                .losses
                .push(format!("the table `{own}` with all of its rows"));
            for other in self.wanted.tables.keys() {
                if !self.found.tables.contains_key(other) {
                    self.steps.candidates.push(format!("{own}:{other}"));
                }
            }
            let change = Change::new(
                Phase::Main,
                format!("DROP TABLE {};", name(own)),
                create(own, table, &without),
            );
            self.push(change.about(own).note(
                "The rows are lost. A program that still uses the table fails from here on.",
            ));
        }
    }
}
