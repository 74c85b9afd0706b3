//! Columns of tables that stay.

use super::Difference;
use crate::generate::catalogue::{Column, Table};
use crate::generate::change::{Change, Phase};
use crate::generate::conversion::{convert, same_type};
use crate::generate::name::{literal, name};
use crate::generate::table::add_constraint;

/// Whether a default asks a sequence, or stands for one.
fn counts(column: &Column) -> bool {
    column.generated.is_some() || column.asked_sequence().is_some()
}

impl Difference<'_> {
    pub(super) fn change_columns(&mut self, table: &str, found: &Table, wanted: &Table) {
        for new in &wanted.columns {
            let Some(old) = found.column(&new.name) else {
                continue;
            };
            if self.replaced(found, wanted, &new.name) {
                continue;
            }
            if !same_type(old, new) {
                self.change_type(table, old, new);
            } else {
                self.change_default(table, old, new);
            }
            match (old.nullable, new.nullable) {
                (false, true) => self.main(
                    alter(table, &new.name, "DROP NOT NULL"),
                    alter(table, &new.name, "SET NOT NULL"),
                ),
                // A new primary key is never null by itself.
                (true, false) if !in_new_key(found, wanted, &new.name) => {
                    self.require(table, &new.name, None);
                }
                _ => {}
            }
        }
    }

    fn change_type(&mut self, table: &str, old: &Column, new: &Column) {
        let column = name(&new.name);
        let (Some(there), Some(back)) = (convert(old, new, &column), convert(new, old, &column))
        else {
            return;
        };
        if let Some(loss) = there.loss {
            self.steps.losses.push(format!(
                "{loss} of `{table}.{}`, which becomes {} and was {}",
                new.name, new.sql, old.sql
            ));
        }
        let statement = |from: &Column, to: &Column, using: &Option<String>| {
            let using = using.as_ref().map(|it| format!(" USING {it}"));
            let mut actions = vec![format!(
                "ALTER COLUMN {column} TYPE {}{}",
                to.sql,
                using.unwrap_or_default()
            )];
            if from.default.is_some() && !counts(from) {
                actions.insert(0, format!("ALTER COLUMN {column} DROP DEFAULT"));
            }
            if let Some(default) = &to.default
                && !counts(to)
            {
                actions.push(format!("ALTER COLUMN {column} SET DEFAULT {default}"));
            }
            let separator = if actions.len() > 1 { "\n    " } else { " " };
            let mut text = format!(
                "ALTER TABLE {}{separator}{};",
                name(table),
                actions.join(",\n    ")
            );
            if let Some(sequence) = &old.sequence
                && matches!(to.type_name.as_str(), "int2" | "int4" | "int8")
                && matches!(from.type_name.as_str(), "int2" | "int4" | "int8")
                && old.generated.is_none()
            {
                text += &format!("\nALTER SEQUENCE {} AS {};", name(sequence), to.sql);
            }
            text
        };
        let mut change = Change::new(
            Phase::Main,
            statement(old, new, &there.using),
            statement(new, old, &back.using),
        );
        if !there.instant {
            change = change.note(format!(
                "PostgreSQL reads or rewrites all rows of `{table}` and blocks its readers meanwhile. Where that takes \
                 too long: add a column of the new type, let the program fill both, and drop the old one in a later release."
            ));
        }
        self.push(change.about(format!("{table}_{}", new.name)));
        if counts(new) && !counts(old)
            || old.generated.is_none() && counts(old) && new.default.is_some() && !counts(new)
        {
            self.change_default(table, old, new);
        }
    }

    fn change_default(&mut self, table: &str, old: &Column, new: &Column) {
        if (old.canonical == new.canonical && new.generated.is_none())
            || old.generated.is_some()
            || self.replaced_enums.contains(&new.type_name)
        {
            return;
        }
        let set = |column: &Column| match &column.default {
            Some(default) => alter(table, &column.name, &format!("SET DEFAULT {default}")),
            None => alter(table, &column.name, "DROP DEFAULT"),
        };
        match (counts(old), counts(new)) {
            // A struct that does not say that PostgreSQL counts may give the numbers itself.
            (true, _) if new.default.is_none() => {}
            (false, true) if new.is_identity() => {
                let generated = new.generated.clone().unwrap_or_default();
                let (on, column) = (literal(&name(table)), name(&new.name));
                let value = format!(
                    "SELECT setval(pg_get_serial_sequence({on}, {}), coalesce(max({column}), 0) + 1, false) FROM {};",
                    literal(&new.name),
                    name(table)
                );
                let (before, after) = match &old.default {
                    Some(_) => (set(new) + "\n", format!("\n{}", set(old))),
                    None => (String::new(), String::new()),
                };
                self.main(
                    format!(
                        "{before}{}\n{value}",
                        alter(table, &new.name, &format!("ADD {generated}"))
                    ),
                    alter(table, &new.name, "DROP IDENTITY") + &after,
                );
            }
            (false, true) => {
                let sequence = name(&new.asked_sequence().unwrap_or_default());
                let kind = match new.type_name.as_str() {
                    "int2" => " AS smallint",
                    "int4" => " AS integer",
                    _ => "",
                };
                let owner = format!("{}.{}", name(table), name(&new.name));
                let value = new.sequence_value(table).unwrap_or_default();
                self.main(
                    format!(
                        "CREATE SEQUENCE {sequence}{kind} OWNED BY {owner};\n{value}\n{}",
                        set(new)
                    ),
                    format!("{}\nDROP SEQUENCE {sequence};", set(old)),
                );
            }
            _ => self.main(set(new), set(old)),
        }
    }

    pub(super) fn add_columns(&mut self, table: &str, found: &Table, wanted: &Table) {
        let new: Vec<&Column> = wanted
            .columns
            .iter()
            .filter(|column| found.column(&column.name).is_none())
            .collect();
        for column in new {
            for old in &found.columns {
                if wanted.column(&old.name).is_none() && same_type(old, column) {
                    let candidate = format!("{table}.{}:{table}.{}", old.name, column.name);
                    self.steps.candidates.push(candidate);
                }
            }
            let in_new_key = in_new_key(found, wanted, &column.name);
            self.add_column(table, column, in_new_key);
        }
    }

    fn add_column(&mut self, table: &str, column: &Column, in_new_key: bool) {
        let key = format!("{table}.{}", column.name);
        let must_fill = !column.nullable && column.default.is_none() && column.generated.is_none();
        let fill = self.fills.get(&key).cloned();
        if must_fill && fill.is_none() {
            self.steps.unfilled.push(key);
        }
        let mut up: Vec<String> = column.sequence_before(table).into_iter().collect();
        let written = column.written(table, !must_fill);
        up.push(format!("ALTER TABLE {} ADD COLUMN {written};", name(table)));
        up.extend(column.sequence_after(table));
        if in_new_key && let Some(value) = &fill {
            let own = name(&column.name);
            up.push(format!("UPDATE {} SET {own} = {value};", name(table)));
        }
        let down = format!(
            "ALTER TABLE {} DROP COLUMN {};",
            name(table),
            name(&column.name)
        );
        let mut change = Change::new(Phase::Main, up.join("\n"), down);
        if column.default.as_deref().is_some_and(changes_by_row) {
            change = change.note(format!(
                "The default differs for each row, so PostgreSQL rewrites `{table}` and blocks its readers meanwhile. \
                 Where that takes too long: add the column without the default, fill it in parts, and set the default then."
            ));
        }
        self.push(change.about(format!("{table}_{}", column.name)));
        if must_fill && !in_new_key {
            self.require(table, &column.name, fill);
        }
    }

    /// NOT NULL without a lock while the rows are read: a check that is proven later.
    fn require(&mut self, table: &str, column: &str, fill: Option<String>) {
        let fill = fill.or_else(|| self.fills.get(&format!("{table}.{column}")).cloned());
        let check = self.free_name(table, &[column.to_owned()], "not_null");
        let (quoted, check, on) = (name(column), name(&check), name(table));
        let add = format!(
            "ALTER TABLE {on} ADD CONSTRAINT {check} CHECK ({quoted} IS NOT NULL) NOT VALID;"
        );
        let drop = format!("ALTER TABLE {on} DROP CONSTRAINT {check};");
        self.push(Change::new(Phase::Constraints, &add, &drop).about(format!("{table}_{column}")));
        let filled = fill.is_some();
        let fill = fill
            .map(|value| format!("UPDATE {on} SET {quoted} = {value} WHERE {quoted} IS NULL;\n"));
        let up = format!(
            "{}ALTER TABLE {on} VALIDATE CONSTRAINT {check};\n{}\n{drop}",
            fill.unwrap_or_default(),
            alter(table, column, "SET NOT NULL"),
        );
        let down = format!("{add}\n{}", alter(table, column, "DROP NOT NULL"));
        let note = if filled {
            "The rows are filled in one statement; where there are many, fill them in parts before. The check is then \
             proven while others read and write, and NOT NULL needs no look at the rows."
        } else {
            "The check is proven while others read and write; NOT NULL then needs no look at the rows."
        };
        self.push(
            Change::new(Phase::Validation, up, down)
                .about(format!("{table}_{column}"))
                .note(note),
        );
    }

    pub(super) fn drop_columns(&mut self, table: &str, found: &Table, wanted: &Table) {
        let gone: Vec<&Column> = found
            .columns
            .iter()
            .filter(|column| {
                wanted.column(&column.name).is_none() && !wanted.ignored.contains(&column.name)
                    || self.replaced(found, wanted, &column.name)
            })
            .collect();
        let is_gone = |name: &String| gone.iter().any(|column| column.name == *name);
        // Constraints and indexes go with a column of theirs; the way back makes them after it.
        for constraint in &found.constraints {
            if constraint.columns.iter().any(is_gone)
                && !self.drops_itself(found, wanted, constraint)
            {
                self.main("", add_constraint(table, constraint));
            }
        }
        for index in &found.indexes {
            if index.uses.iter().any(is_gone) {
                self.main("", format!("{};", index.definition));
            }
        }
        for column in gone {
            let new = wanted.column(&column.name);
            self.steps.losses.push(match new {
                None => format!("the column `{table}.{}` with its values", column.name),
                Some(new) => format!(
                    "the values of `{table}.{}`, since {} does not become {}",
                    column.name, column.sql, new.sql
                ),
            });
            self.drop_column(table, column);
            if let Some(new) = new {
                self.add_column(table, new, false);
            }
        }
    }

    fn drop_column(&mut self, table: &str, column: &Column) {
        let up = format!(
            "ALTER TABLE {} DROP COLUMN {};",
            name(table),
            name(&column.name)
        );
        let mut down: Vec<String> = column.sequence_before(table).into_iter().collect();
        let written = column.written(table, true);
        let never_null = !column.nullable && column.default.is_none() && column.generated.is_none();
        if never_null {
            down.push(
                "-- The values are gone, so this works only while the table is empty.".to_owned(),
            );
        }
        down.push(format!("ALTER TABLE {} ADD COLUMN {written};", name(table)));
        down.extend(column.sequence_after(table));
        self.push(
            Change::new(Phase::Main, up, down.join("\n"))
                .about(format!("{table}_{}", column.name))
                .note(
                    "The values are lost. A program that still uses the column fails from here on.",
                ),
        );
    }
}

/// Whether a column is in a primary key that differs from the one that is there.
fn in_new_key(found: &Table, wanted: &Table, column: &String) -> bool {
    let columns = |table: &Table| table.primary_key().map(|key| key.columns.clone());
    let (old, new) = (columns(found), columns(wanted));
    old != new && new.is_some_and(|it| it.contains(column))
}

/// `ALTER TABLE … ALTER COLUMN …`.
pub(super) fn alter(table: &str, column: &str, action: &str) -> String {
    format!(
        "ALTER TABLE {} ALTER COLUMN {} {action};",
        name(table),
        name(column)
    )
}

/// Whether a default is known to differ from row to row.
fn changes_by_row(default: &str) -> bool {
    [
        "gen_random_uuid(",
        "nextval(",
        "random(",
        "clock_timestamp(",
        "uuid_generate_v",
    ]
    .iter()
    .any(|it| default.contains(it))
}
