//! Writes `CREATE TABLE` and the parts of it.

use super::catalogue::{Column, Constraint, ConstraintKind, Table};
use super::name::{literal, made_of, name, names};

/// The name of the sequence that a default asks, if it asks one.
pub(super) fn sequence_of(default: &str) -> Option<String> {
    let rest = default.trim().strip_prefix("nextval('")?;
    let (inside, rest) = rest.split_once('\'')?;
    let rest = rest.trim_start().trim_start_matches("::regclass");
    (rest.trim() == ")").then(|| {
        let quoted = inside.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        quoted.unwrap_or(inside).to_owned()
    })
}

impl Column {
    /// Whether PostgreSQL counts for the column without a default.
    pub(super) fn is_identity(&self) -> bool {
        let generated = self.generated.as_deref();
        generated.is_some_and(|it| it.ends_with("IDENTITY"))
    }

    /// The sequence that the default asks.
    pub(super) fn asked_sequence(&self) -> Option<String> {
        sequence_of(self.default.as_deref()?)
    }

    /// Whether the column is the one that PostgreSQL makes of `serial`.
    fn serial(&self, table: &str) -> Option<&'static str> {
        let of_serial = made_of(table, std::slice::from_ref(&self.name), "seq");
        if self.asked_sequence()? != of_serial || self.nullable || self.array {
            return None;
        }
        match self.type_name.as_str() {
            "int2" => Some("smallserial"),
            "int4" => Some("serial"),
            "int8" => Some("bigserial"),
            _ => None,
        }
    }

    /// The column as `CREATE TABLE` and `ADD COLUMN` have it; never null only if `required`.
    pub(super) fn written(&self, table: &str, required: bool) -> String {
        let own = name(&self.name);
        if required && let Some(serial) = self.serial(table) {
            return format!("{own} {serial}");
        }
        let mut text = format!("{own} {}", self.sql);
        if !self.nullable && required && !self.is_identity() {
            text += " NOT NULL";
        }
        if let Some(generated) = &self.generated {
            text += &format!(" {generated}");
        } else if let Some(default) = &self.default {
            text += &format!(" DEFAULT {default}");
        }
        text
    }

    /// The statement that makes the sequence of the default, where `serial` does not.
    pub(super) fn sequence_before(&self, table: &str) -> Option<String> {
        let sequence = self.asked_sequence()?;
        if self.serial(table).is_some() {
            return None;
        }
        let kind = match self.type_name.as_str() {
            "int2" => " AS smallint",
            "int4" => " AS integer",
            _ => "",
        };
        Some(format!("CREATE SEQUENCE {}{kind};", name(&sequence)))
    }

    /// The statement that lets such a sequence go with its column.
    pub(super) fn sequence_after(&self, table: &str) -> Option<String> {
        let sequence = self.asked_sequence()?;
        self.sequence_before(table)?;
        Some(format!(
            "ALTER SEQUENCE {} OWNED BY {}.{};",
            name(&sequence),
            name(table),
            name(&self.name)
        ))
    }

    /// Sets a sequence behind the values that are there.
    pub(super) fn sequence_value(&self, table: &str) -> Option<String> {
        let sequence = name(&self.asked_sequence()?);
        let (table, column) = (name(table), name(&self.name));
        Some(format!(
            "SELECT setval({}, coalesce(max({column}), 0) + 1, false) FROM {table};",
            literal(&sequence)
        ))
    }
}

impl Constraint {
    /// Whether a column can have it beside its type, with the name that PostgreSQL gives it.
    fn inline(&self, table: &str) -> Option<String> {
        let [column] = self.columns.as_slice() else {
            return None;
        };
        let without_spaces = |text: &str| text.replace([' ', '"'], "");
        let (suffix, text) = match self.kind {
            ConstraintKind::PrimaryKey => ("pkey", "PRIMARY KEY".to_owned()),
            ConstraintKind::Unique => ("key", "UNIQUE".to_owned()),
            ConstraintKind::ForeignKey => ("fkey", self.reference()),
            ConstraintKind::Other => return None,
        };
        let whole = match self.kind {
            ConstraintKind::ForeignKey => format!("FOREIGN KEY ({column}) {text}"),
            _ => format!("{text} ({column})"),
        };
        let of: &[String] = match self.kind {
            ConstraintKind::PrimaryKey => &[],
            _ => &self.columns,
        };
        let usual = made_of(table, of, suffix);
        (self.name == usual && without_spaces(&whole) == without_spaces(&self.definition))
            .then_some(text)
    }

    /// The constraint with its name.
    pub(super) fn written(&self) -> String {
        format!("CONSTRAINT {} {}", name(&self.name), self.definition)
    }
}

/// The statements that make a table with its constraints and indexes; `without` are
/// the names of constraints that are made later.
pub(super) fn create(table: &str, of: &Table, without: &[&str]) -> String {
    let mut statements: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let kept = |it: &&Constraint| !without.contains(&it.name.as_str());
    let mut inline: Vec<&str> = Vec::new();
    for column in &of.columns {
        statements.extend(column.sequence_before(table));
        let mut line = column.written(table, true);
        let mut constraints: Vec<&Constraint> = of.constraints.iter().filter(kept).collect();
        constraints.sort_by_key(|it| it.kind as u8);
        for constraint in constraints {
            let its = constraint.columns.as_slice() == [column.name.clone()];
            if its && let Some(text) = constraint.inline(table) {
                if constraint.kind == ConstraintKind::PrimaryKey {
                    line = line.replacen(" NOT NULL", "", 1);
                }
                line += &format!(" {text}");
                inline.push(&constraint.name);
            }
        }
        lines.push(line);
    }
    for constraint in of.constraints.iter().filter(kept) {
        if inline.contains(&constraint.name.as_str()) {
            continue;
        }
        let usual = match constraint.kind {
            ConstraintKind::PrimaryKey => made_of(table, &[], "pkey"),
            ConstraintKind::Unique => made_of(table, &constraint.columns, "key"),
            ConstraintKind::ForeignKey => made_of(table, &constraint.columns, "fkey"),
            ConstraintKind::Other => String::new(),
        };
        lines.push(if constraint.name == usual {
            constraint.definition.clone()
        } else {
            constraint.written()
        });
    }
    let body = if lines.is_empty() {
        String::new()
    } else {
        format!("\n    {}\n", lines.join(",\n    "))
    };
    statements.push(format!("CREATE TABLE {} ({body});", name(table)));
    let after = of.columns.iter();
    statements.extend(after.filter_map(|column| column.sequence_after(table)));
    let indexes: Vec<String> = of
        .indexes
        .iter()
        .map(|index| format!("{};", index.definition))
        .collect();
    let mut text = statements.join("\n");
    if !indexes.is_empty() {
        text += &format!("\n\n{}", indexes.join("\n"));
    }
    text
}

/// `CREATE TYPE … AS ENUM`.
pub(super) fn create_enum(own: &str, labels: &[String]) -> String {
    let labels: Vec<String> = labels.iter().map(|it| literal(it)).collect();
    format!("CREATE TYPE {} AS ENUM ({});", name(own), labels.join(", "))
}

/// Tables in an order in which each is made after those that it references, and the
/// references for which there is no such order, as table and constraint.
pub(super) fn in_order<'t>(
    tables: &[(&'t str, &'t Table)],
) -> (Vec<(&'t str, &'t Table)>, Vec<(&'t str, &'t Constraint)>) {
    let mut rest: Vec<(&str, &Table)> = tables.to_vec();
    let mut ordered: Vec<(&str, &Table)> = Vec::new();
    let mut later = Vec::new();
    while !rest.is_empty() {
        let waits = |table: &(&str, &Table)| {
            table.1.of_kind(ConstraintKind::ForeignKey).any(|key| {
                let target = key.target.as_deref().unwrap_or_default();
                target != table.0 && rest.iter().any(|(other, _)| *other == target)
            })
        };
        let at = rest.iter().position(|it| !waits(it));
        let (own, table) = rest.remove(at.unwrap_or(0));
        if at.is_none() {
            later.extend(
                table
                    .of_kind(ConstraintKind::ForeignKey)
                    .filter(|key| {
                        let target = key.target.as_deref().unwrap_or_default();
                        rest.iter().any(|(other, _)| *other == target)
                    })
                    .map(|key| (own, key)),
            );
        }
        ordered.push((own, table));
    }
    (ordered, later)
}

/// `ALTER TABLE … ADD CONSTRAINT`.
pub(super) fn add_constraint(table: &str, constraint: &Constraint) -> String {
    format!("ALTER TABLE {} ADD {};", name(table), constraint.written())
}

/// `ALTER TABLE … DROP CONSTRAINT`.
pub(super) fn drop_constraint(table: &str, constraint: &str) -> String {
    format!(
        "ALTER TABLE {} DROP CONSTRAINT {};",
        name(table),
        name(constraint)
    )
}

/// A plain index with a name of its own.
pub(super) fn index(own: &str, table: &str, columns: &[String], unique: bool) -> String {
    let unique = if unique { "UNIQUE " } else { "" };
    format!(
        "CREATE {unique}INDEX CONCURRENTLY {} ON {} ({});",
        name(own),
        name(table),
        names(columns)
    )
}
