//! Renames, which nobody but the author knows of.

use super::catalogue::Catalogue;
use super::change::{Change, Phase};
use super::error::GenerateError;
use super::name::{literal, name};

const NOTE: &str = "A program that still uses the old name fails from here on: deploy this with the program that \
                    uses the new one.";

/// Returns the steps for `old:new`, where each side is a table, an enum, `table.column` or
/// `enum.label`.
pub(super) fn changes(
    found: &Catalogue,
    wanted: &Catalogue,
    requests: &[String],
) -> Result<Vec<Change>, GenerateError> {
    let mut tables: Vec<(&str, &str)> = Vec::new();
    let mut changes = Vec::new();
    let fail = |request: &str, reason: String| GenerateError::Rename {
        request: request.to_owned(),
        reason,
    };
    let parts: Vec<(&String, &str, &str)> = requests
        .iter()
        .map(|request| match request.split_once(':') {
            Some((old, new)) if !old.is_empty() && !new.is_empty() => Ok((request, old, new)),
            _ => Err(fail(
                request,
                "write `old:new`, such as `items:entries` or `items.name:items.title`".to_owned(),
            )),
        })
        .collect::<Result<_, _>>()?;
    for (request, old, new) in parts.iter().filter(|(_, old, _)| !old.contains('.')) {
        let kind = if found.tables.contains_key(*old) && wanted.tables.contains_key(*new) {
            tables.push((old, new));
            "TABLE"
        } else if found.enums.contains_key(*old) && wanted.enums.contains_key(*new) {
            tables.push((old, new));
            "TYPE"
        } else {
            return Err(fail(
                request,
                format!("no table or enum `{old}` is in the migrations while `{new}` is declared"),
            ));
        };
        if found.tables.contains_key(*new) || found.enums.contains_key(*new) {
            return Err(fail(request, format!("`{new}` is in the migrations, too")));
        }
        changes.push(step(
            format!("ALTER {kind} {} RENAME TO {};", name(old), name(new)),
            format!("ALTER {kind} {} RENAME TO {};", name(new), name(old)),
            new,
        ));
    }
    for (request, old, new) in parts.iter().filter(|(_, old, _)| old.contains('.')) {
        let ((of, from), Some((to_of, to))) =
            (old.split_once('.').unwrap_or_default(), new.split_once('.'))
        else {
            return Err(fail(request, format!("write `{old}:table.column`")));
        };
        // The table's new name, and the one that the migrations know.
        let renamed = tables
            .iter()
            .find(|(one, other)| *one == of || *other == of);
        let (before, now) = renamed.map_or((of, of), |(one, other)| (*one, *other));
        if to_of != now && to_of != of {
            return Err(fail(
                request,
                "a column stays in its table, and a label in its enum".to_owned(),
            ));
        }
        let column = found.tables.get(before).and_then(|it| it.column(from));
        let is_label = found
            .enums
            .get(before)
            .is_some_and(|it| it.iter().any(|label| label == from));
        let (up, down) = if column.is_some() {
            let on = format!("ALTER TABLE {}", name(now));
            let (from, to) = (name(from), name(to));
            (
                format!("{on} RENAME COLUMN {from} TO {to};"),
                format!("{on} RENAME COLUMN {to} TO {from};"),
            )
        } else if is_label {
            let on = format!("ALTER TYPE {}", name(now));
            let (from, to) = (literal(from), literal(to));
            (
                format!("{on} RENAME VALUE {from} TO {to};"),
                format!("{on} RENAME VALUE {to} TO {from};"),
            )
        } else {
            return Err(fail(
                request,
                format!("the migrations make no column or label `{old}`"),
            ));
        };
        changes.push(step(up, down, &format!("{now}_{to}")));
    }
    Ok(changes)
}

/// The steps that let the sequences of renamed columns follow.
pub(super) fn sequences(found: &Catalogue, wanted: &Catalogue) -> Vec<Change> {
    let mut changes = Vec::new();
    for (table, wanted) in &wanted.tables {
        for column in &wanted.columns {
            let old = found
                .tables
                .get(table)
                .and_then(|it| it.column(&column.name));
            let old = old.and_then(|it| it.sequence.as_ref());
            let (Some(old), Some(new)) = (old, column.asked_sequence()) else {
                continue;
            };
            if *old != new && !found.taken.contains(&new) {
                changes.push(step(
                    format!("ALTER SEQUENCE {} RENAME TO {};", name(old), name(&new)),
                    format!("ALTER SEQUENCE {} RENAME TO {};", name(&new), name(old)),
                    table,
                ));
            }
        }
    }
    changes
}

fn step(up: String, down: String, about: &str) -> Change {
    let is_sequence = up.starts_with("ALTER SEQUENCE");
    let change = Change::new(Phase::Renames, up, down).about(about);
    if is_sequence {
        change
    } else {
        change.note(NOTE)
    }
}
