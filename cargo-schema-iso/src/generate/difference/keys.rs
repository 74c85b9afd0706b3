//! Primary keys, unique keys, references and indexes of tables that stay.

use super::Difference;
use super::columns::alter;
use crate::generate::catalogue::{Constraint, ConstraintKind, Index, Table};
use crate::generate::change::{Change, Phase};
use crate::generate::conversion::{convert, same_type};
use crate::generate::name::{name, names};
use crate::generate::table::{add_constraint, drop_constraint, index};

fn same_set(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

fn same_reference(one: &Constraint, other: &Constraint) -> bool {
    one.columns == other.columns
        && one.target == other.target
        && one.target_columns == other.target_columns
        && one.on_delete == other.on_delete
        && one.on_update == other.on_update
}

/// Whether two keys have the same columns, so that their type and name may stay.
fn unique_of(constraint: &Constraint) -> bool {
    matches!(
        constraint.kind,
        ConstraintKind::Unique | ConstraintKind::PrimaryKey
    )
}

/// Whether a struct could have declared the index.
fn declarable(index: &Index) -> bool {
    index.plain && index.columns.len() == 1
}

impl Difference<'_> {
    /// Whether a constraint is dropped by [`Difference::drop_keys`], and not with its column.
    pub(super) fn drops_itself(
        &self,
        found: &Table,
        wanted: &Table,
        constraint: &Constraint,
    ) -> bool {
        match constraint.kind {
            ConstraintKind::PrimaryKey => key_differs(found, wanted),
            ConstraintKind::Unique => gone_unique(wanted, constraint),
            ConstraintKind::ForeignKey => gone_reference(self, wanted, constraint, &[]),
            ConstraintKind::Other => false,
        }
    }

    pub(super) fn drop_keys(
        &mut self,
        table: &str,
        found: &Table,
        wanted: &Table,
        dropped: &[(&str, &Table)],
    ) {
        let mut gone: Vec<&Constraint> = Vec::new();
        for constraint in found.of_kind(ConstraintKind::ForeignKey) {
            if gone_reference(self, wanted, constraint, dropped) {
                gone.push(constraint);
            }
        }
        for constraint in found.of_kind(ConstraintKind::Unique) {
            if gone_unique(wanted, constraint) {
                gone.push(constraint);
            }
        }
        if key_differs(found, wanted) {
            gone.extend(found.primary_key());
        }
        // What references a key goes before the key.
        for constraint in gone {
            self.main(
                drop_constraint(table, &constraint.name),
                add_constraint(table, constraint),
            );
        }
    }

    pub(super) fn add_keys(&mut self, table: &str, found: &Table, wanted: &Table) {
        if key_differs(found, wanted)
            && let Some(key) = wanted.primary_key()
        {
            let columns = names(&key.columns);
            let own = match found.primary_key() {
                Some(old) => old.name.clone(),
                None => self.free_name(table, &[], "pkey"),
            };
            // Without the key the columns stay never null.
            let nullable = key
                .columns
                .iter()
                .filter(|it| found.column(it).is_some_and(|column| column.nullable));
            let nullable: String = nullable
                .map(|it| format!("\n{}", alter(table, it, "DROP NOT NULL")))
                .collect();
            let change = Change::new(
                Phase::Main,
                format!(
                    "ALTER TABLE {} ADD CONSTRAINT {} PRIMARY KEY ({columns});",
                    name(table),
                    name(&own)
                ),
                drop_constraint(table, &own) + &nullable,
            );
            let change = change.note(format!(
                "PostgreSQL builds the index of the key and blocks `{table}` meanwhile."
            ));
            self.push(change);
        }
        self.add_unique_keys(table, found, wanted);
        self.add_indexes(table, found, wanted);
        self.add_references(table, found, wanted);
    }

    fn add_unique_keys(&mut self, table: &str, found: &Table, wanted: &Table) {
        for key in wanted.of_kind(ConstraintKind::Unique) {
            let replaced =
                |columns: &[String]| columns.iter().any(|it| self.replaced(found, wanted, it));
            let constraint = found.constraints.iter().any(|it| {
                unique_of(it) && same_set(&it.columns, &key.columns) && !replaced(&it.columns)
            });
            let indexed = found.indexes.iter().any(|it| {
                it.unique
                    && it.whole
                    && same_set(&it.columns, &key.columns)
                    && !replaced(&it.columns)
            });
            let key_of_table = wanted
                .primary_key()
                .is_some_and(|it| same_set(&it.columns, &key.columns));
            if !constraint && !indexed && !key_of_table {
                let own = self.free_name(table, &key.columns, "key");
                let change = Change::new(
                    Phase::Index,
                    index(&own, table, &key.columns, true),
                    format!("DROP INDEX CONCURRENTLY {};", name(&own)),
                );
                self.push(change.about(own).note(
                    "Nobody waits while it is built. It fails if rows have the same values.",
                ));
            }
        }
    }

    fn add_indexes(&mut self, table: &str, found: &Table, wanted: &Table) {
        for declared in &wanted.indexes {
            let there = found.indexes.iter().any(|it| {
                it.whole
                    && !it.unique
                    && it.columns == declared.columns
                    && !it
                        .columns
                        .iter()
                        .any(|column| self.replaced(found, wanted, column))
            });
            if !there {
                let own = self.free_name(table, &declared.columns, "idx");
                let change = Change::new(
                    Phase::Index,
                    index(&own, table, &declared.columns, false),
                    format!("DROP INDEX CONCURRENTLY {};", name(&own)),
                );
                self.push(change.about(own).note("Nobody waits while it is built."));
            }
        }
        for old in &found.indexes {
            let stays = if old.unique {
                wanted
                    .constraints
                    .iter()
                    .any(|it| unique_of(it) && same_set(&it.columns, &old.columns))
            } else {
                wanted.indexes.iter().any(|it| it.columns == old.columns)
            };
            // An index goes with a column of its own.
            let column_goes = old
                .uses
                .iter()
                .any(|it| wanted.column(it).is_none() || self.replaced(found, wanted, it));
            if declarable(old) && !stays && !column_goes {
                let again = old.definition.replacen("INDEX ", "INDEX CONCURRENTLY ", 1);
                let change = Change::new(
                    Phase::Index,
                    format!("DROP INDEX CONCURRENTLY {};", name(&old.name)),
                    format!("{again};"),
                );
                self.push(change.about(format!("no_{}", old.name)));
            }
        }
    }

    /// Whether a column is dropped and added, since its values cannot be converted.
    pub(super) fn replaced(&self, found: &Table, wanted: &Table, column: &str) -> bool {
        match (found.column(column), wanted.column(column)) {
            // PostgreSQL does not let a column begin to be computed.
            (Some(old), Some(new)) if old.generated.is_none() && new.generated.is_some() => {
                !new.is_identity()
            }
            (Some(old), Some(new)) => {
                !same_type(old, new)
                    && (convert(old, new, column).is_none() || convert(new, old, column).is_none())
            }
            _ => false,
        }
    }

    fn add_references(&mut self, table: &str, found: &Table, wanted: &Table) {
        for key in wanted.of_kind(ConstraintKind::ForeignKey) {
            let there = found
                .of_kind(ConstraintKind::ForeignKey)
                .any(|it| same_reference(it, key));
            if there
                && !key
                    .columns
                    .iter()
                    .any(|it| self.replaced(found, wanted, it))
            {
                continue;
            }
            // The name of one that is dropped in the same migration is free again.
            let old = found
                .of_kind(ConstraintKind::ForeignKey)
                .find(|it| it.columns == key.columns && !same_reference(it, key));
            let own = match old {
                Some(old) => old.name.clone(),
                None => self.free_name(table, &key.columns, "fkey"),
            };
            let key = Constraint {
                name: own.clone(),
                ..key.clone()
            };
            let not_valid = format!(
                "ALTER TABLE {} ADD {} NOT VALID;",
                name(table),
                key.written()
            );
            self.push(
                Change::new(Phase::Constraints, &not_valid, drop_constraint(table, &own))
                    .about(&own),
            );
            self.push(
                Change::new(
                    Phase::Validation,
                    format!(
                        "ALTER TABLE {} VALIDATE CONSTRAINT {};",
                        name(table),
                        name(&own)
                    ),
                    format!("{}\n{not_valid}", drop_constraint(table, &own)),
                )
                .about(&own),
            );
        }
    }
}

fn key_differs(found: &Table, wanted: &Table) -> bool {
    let columns = |table: &Table| table.primary_key().map(|key| key.columns.clone());
    columns(found) != columns(wanted)
}

fn gone_unique(wanted: &Table, constraint: &Constraint) -> bool {
    let [column] = constraint.columns.as_slice() else {
        return false;
    };
    let declared = wanted
        .constraints
        .iter()
        .any(|it| unique_of(it) && it.columns == constraint.columns);
    !declared && wanted.column(column).is_some()
}

fn gone_reference(
    difference: &Difference<'_>,
    wanted: &Table,
    constraint: &Constraint,
    dropped: &[(&str, &Table)],
) -> bool {
    let target = constraint.target.as_deref();
    let to_dropped = dropped.iter().any(|(name, _)| Some(*name) == target);
    let to_gone_column = target
        .and_then(|target| difference.wanted.tables.get(target))
        .is_some_and(|target| {
            let mut columns = constraint.target_columns.iter();
            columns.any(|it| target.column(it).is_none())
        });
    let declared = wanted
        .of_kind(ConstraintKind::ForeignKey)
        .any(|it| same_reference(it, constraint));
    let declarable = constraint.columns.len() == 1
        && target.is_some()
        && wanted.column(&constraint.columns[0]).is_some();
    to_dropped || to_gone_column || (declarable && !declared)
}
