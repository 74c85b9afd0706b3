//! `Catalogue`: the tables, enums and everything else of one schema, read from PostgreSQL.

use std::collections::{BTreeMap, BTreeSet};

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Deserialize;

use super::name::short_type;

/// What is in one schema.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Catalogue {
    pub(super) tables: BTreeMap<String, Table>,
    pub(super) enums: BTreeMap<String, Vec<String>>,
    /// What structs cannot say, as text: views, functions, triggers, sequences and comments.
    pub(super) others: BTreeSet<String>,
    /// The names of views, partitioned tables, partitions and foreign tables.
    pub(super) relations: BTreeSet<String>,
    /// The names that a new index or sequence cannot have.
    pub(super) taken: BTreeSet<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Table {
    /// Columns that are there and that nobody declares; they are left alone.
    #[serde(skip)]
    pub(super) ignored: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) indexes: Vec<Index>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Column {
    pub(super) name: String,
    /// The type, as it is written.
    pub(super) sql: String,
    pub(super) type_schema: String,
    /// The name of the type, or of the elements of an array.
    pub(super) type_name: String,
    pub(super) array: bool,
    /// What a domain is made of.
    pub(super) base_type: Option<String>,
    pub(super) max_length: Option<i32>,
    pub(super) nullable: bool,
    /// The default as it is written.
    pub(super) default: Option<String>,
    /// The default as PostgreSQL writes it.
    pub(super) canonical: Option<String>,
    /// `GENERATED …`, for what is no default.
    pub(super) generated: Option<String>,
    /// The sequence that belongs to the column.
    pub(super) sequence: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum ConstraintKind {
    #[serde(rename = "p")]
    PrimaryKey,
    #[serde(rename = "u")]
    Unique,
    #[serde(rename = "f")]
    ForeignKey,
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Constraint {
    pub(super) name: String,
    pub(super) kind: ConstraintKind,
    pub(super) columns: Vec<String>,
    pub(super) target: Option<String>,
    pub(super) target_columns: Vec<String>,
    pub(super) on_delete: String,
    pub(super) on_update: String,
    pub(super) definition: String,
}

/// An index that belongs to no constraint.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Index {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// The columns on which it depends, those of its expressions and condition, too.
    pub(super) uses: Vec<String>,
    pub(super) unique: bool,
    /// A `btree` over all rows.
    pub(super) whole: bool,
    /// A `btree` over all rows as a struct declares one.
    pub(super) plain: bool,
    pub(super) definition: String,
}

impl Table {
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    pub(super) fn primary_key(&self) -> Option<&Constraint> {
        let mut constraints = self.constraints.iter();
        constraints.find(|it| it.kind == ConstraintKind::PrimaryKey)
    }

    pub(super) fn of_kind(&self, kind: ConstraintKind) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(move |it| it.kind == kind)
    }
}

/// A default of one text without the cast that PostgreSQL adds; the column has the type.
fn bare(default: &str) -> &str {
    match default.split_once("'::") {
        Some((text, rest)) if !rest.contains('\'') && is_one_text(text) => &default[..=text.len()],
        _ => default,
    }
}

fn is_one_text(text: &str) -> bool {
    let inside = text.strip_prefix('\'');
    inside.is_some_and(|inside| !inside.replace("''", "").contains('\''))
}

#[derive(QueryableByName)]
struct Read {
    #[diesel(sql_type = Text)]
    catalogue: String,
}

impl Catalogue {
    /// Reads a schema. The search path of the connection must be that schema.
    pub(super) fn read(pg: &mut PgConnection, schema: &str) -> QueryResult<Self> {
        let read: Read = diesel::sql_query(include_str!("catalogue.sql"))
            .bind::<Text, _>(schema)
            .get_result(pg)?;
        let mut catalogue: Self = serde_json::from_str(&read.catalogue)
            .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?;
        for table in catalogue.tables.values_mut() {
            for column in &mut table.columns {
                column.sql = short_type(&column.sql);
                column.default = column.canonical.as_deref().map(|it| bare(it).to_owned());
            }
            for constraint in &mut table.constraints {
                constraint.shorten();
            }
            for index in &mut table.indexes {
                index.definition = index.definition.replacen(" USING btree (", " (", 1);
            }
        }
        Ok(catalogue)
    }

    /// What differs from another catalogue, a line each; the order of columns does not count.
    pub(super) fn lines(&self) -> BTreeSet<String> {
        let mut lines = self.others.clone();
        for (name, labels) in &self.enums {
            lines.insert(format!("type {name} ({})", labels.join(", ")));
        }
        for (name, table) in &self.tables {
            lines.insert(format!("table {name}"));
            for column in &table.columns {
                let null = if column.nullable { "" } else { " NOT NULL" };
                let extra = [&column.canonical, &column.generated];
                let extra: Vec<&str> = extra.into_iter().filter_map(|it| it.as_deref()).collect();
                lines.insert(format!(
                    "column {name}.{} {}{null} {}",
                    column.name,
                    column.sql,
                    extra.join(" ")
                ));
            }
            for constraint in &table.constraints {
                let Constraint {
                    name: own,
                    definition,
                    ..
                } = constraint;
                lines.insert(format!("constraint {name}.{own} {definition}"));
            }
            for index in &table.indexes {
                lines.insert(index.definition.clone());
            }
        }
        lines
    }
}
