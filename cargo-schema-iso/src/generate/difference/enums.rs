//! Enums and their labels.

use std::collections::BTreeSet;

use super::Difference;
use crate::generate::catalogue::Column;
use crate::generate::change::{Change, Phase};
use crate::generate::name::{literal, name};
use crate::generate::table::create_enum;

impl Difference<'_> {
    pub(super) fn enums(&mut self) {
        let (found, wanted) = (self.found, self.wanted);
        for (own, labels) in &wanted.enums {
            let Some(old) = found.enums.get(own) else {
                self.main(
                    create_enum(own, labels),
                    format!("DROP TYPE {};", name(own)),
                );
                continue;
            };
            if old == labels {
                continue;
            }
            let columns = self.columns_of(own);
            let added = added(old, labels);
            let back = replace(own, old, &columns, added.is_none(), true);
            match added {
                Some(statements) => {
                    let statements = statements
                        .into_iter()
                        .map(|it| format!("ALTER TYPE {} ADD VALUE {it};", name(own)));
                    let up: Vec<String> = statements.collect();
                    let change = Change::new(
                        Phase::Labels,
                        up.join("\n"),
                        format!(
                            "-- PostgreSQL cannot remove a label. This fails while a row has a new one.\n{back}"
                        ),
                    );
                    self.push(change.about(own));
                }
                None => {
                    let up = replace(own, labels, &columns, true, false);
                    let change = Change::new(Phase::Main, up, back);
                    self.replaced_enums.insert(own.clone());
                    self.push(change.about(own).note(format!(
                        "PostgreSQL cannot remove or move a label of `{own}`, so a new type replaces the old one. The tables \
                         are rewritten and blocked meanwhile, and a row with a label that has gone stops the migration."
                    )));
                }
            }
        }
    }

    /// The columns of an enum in the database.
    fn columns_of(&self, own: &str) -> Vec<Use<'_>> {
        let mut columns = Vec::new();
        for (table, found) in &self.found.tables {
            let wanted = self.wanted.tables.get(table);
            for column in &found.columns {
                if column.type_schema != "pg_catalog" && column.type_name == own {
                    let wanted = wanted.and_then(|it| it.column(&column.name));
                    let of_enum = wanted.filter(|it| it.type_name == own);
                    columns.push(Use {
                        table,
                        column,
                        default: of_enum.map_or(&column.default, |it| &it.default).as_deref(),
                    });
                }
            }
        }
        columns
    }

    pub(super) fn drop_enums(&mut self, kept: &BTreeSet<String>) {
        let found = self.found;
        for (own, labels) in &found.enums {
            let used = kept
                .iter()
                .filter_map(|table| found.tables.get(table))
                .flat_map(|table| &table.columns)
                .any(|column| column.type_name == *own);
            if !self.wanted.enums.contains_key(own) && !used {
                for other in self.wanted.enums.keys() {
                    if !found.enums.contains_key(other) {
                        self.steps.candidates.push(format!("{own}:{other}"));
                    }
                }
                self.main(
                    format!("DROP TYPE {};", name(own)),
                    create_enum(own, labels),
                );
            }
        }
    }
}

/// The ends of `ADD VALUE`, if the old labels stand in their order among the new ones.
fn added(old: &[String], new: &[String]) -> Option<Vec<String>> {
    let mut rest = old.iter().peekable();
    let mut statements = Vec::new();
    for label in new {
        match rest.peek() {
            Some(next) if *next == label => {
                rest.next();
            }
            Some(_) if old.contains(label) => return None,
            Some(next) => statements.push(format!("{} BEFORE {}", literal(label), literal(next))),
            None => statements.push(literal(label)),
        }
    }
    rest.peek().is_none().then_some(statements)
}

/// A column of an enum, with the default that is declared.
struct Use<'c> {
    table: &'c str,
    column: &'c Column,
    default: Option<&'c str>,
}

/// The statements that put a type with other labels in the place of one. `defaults_change` says
/// whether they change the defaults to the declared ones, and `back` whether this is the way back.
fn replace(
    own: &str,
    labels: &[String],
    columns: &[Use<'_>],
    defaults_change: bool,
    back: bool,
) -> String {
    let aside = name(&format!("{own}_before"));
    let quoted_type = name(own);
    let mut statements = vec![
        format!("ALTER TYPE {quoted_type} RENAME TO {aside};"),
        create_enum(own, labels),
    ];
    for it in columns {
        let (table, column) = (name(it.table), name(&it.column.name));
        let (array, text) = if it.column.array {
            ("[]", "text[]")
        } else {
            ("", "text")
        };
        let old = it.column.default.as_deref();
        let declared = if defaults_change { it.default } else { old };
        let (before, after) = if back {
            (declared, old)
        } else {
            (old, declared)
        };
        let mut actions = Vec::new();
        if before.is_some() {
            actions.push(format!("ALTER COLUMN {column} DROP DEFAULT"));
        }
        actions.push(format!(
            "ALTER COLUMN {column} TYPE {quoted_type}{array} USING {column}::{text}::{quoted_type}{array}"
        ));
        if let Some(default) = after {
            actions.push(format!("ALTER COLUMN {column} SET DEFAULT {default}"));
        }
        let separator = if actions.len() > 1 { "\n    " } else { " " };
        statements.push(format!(
            "ALTER TABLE {table}{separator}{};",
            actions.join(",\n    ")
        ));
    }
    statements.push(format!("DROP TYPE {aside};"));
    statements.join("\n")
}

#[cfg(test)]
mod tests {
    use super::added;

    fn of(old: &[&str], new: &[&str]) -> Option<Vec<String>> {
        let owned = |labels: &[&str]| labels.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        added(&owned(old), &owned(new))
    }

    #[test]
    fn labels_are_added_where_they_stand() {
        assert_eq!(
            of(&["a", "c"], &["a", "b", "c", "d"]),
            Some(vec!["'b' BEFORE 'c'".to_owned(), "'d'".to_owned()])
        );
        assert_eq!(of(&["a", "b"], &["b", "a"]), None);
        assert_eq!(of(&["a", "b"], &["a"]), None);
        assert_eq!(of(&["a", "b"], &["a", "c"]), None);
    }
}
