//! Compares declared tables and types with the catalogue.

use schema_iso::definition::{ColumnDefinition, TableDefinition, TypeDefinition};
use schema_iso::id::PluginId;

use super::super::plan::Plan;
use super::catalogue::{Catalogue, Column, Table};
use crate::migrate::error::Difference;

/// Returns the differences of one plugin.
pub(super) fn compare(plan: &Plan, catalogue: &Catalogue) -> Vec<Difference> {
    let mut differences = Vec::new();
    for definition in plan.types {
        compare_type(plan, definition, catalogue, &mut differences);
    }
    for definition in plan.tables {
        match catalogue.table(plan.schema(), definition.name()) {
            None => differences.push(Difference::MissingTable {
                plugin: plan.id,
                table: definition.name().to_owned(),
            }),
            Some(table) => Comparison {
                plugin: plan.id,
                definition,
                table,
                differences: &mut differences,
            }
            .run(),
        }
    }
    differences
}

fn compare_type(
    plan: &Plan,
    definition: &TypeDefinition,
    catalogue: &Catalogue,
    differences: &mut Vec<Difference>,
) {
    let (plugin, name) = (plan.id, definition.name().to_owned());
    match catalogue.labels(plan.schema(), definition.name()) {
        None => differences.push(Difference::MissingType { plugin, name }),
        Some(found) if found != definition.labels() => differences.push(Difference::Labels {
            plugin,
            name,
            declared: owned(definition.labels()),
            found: found.to_vec(),
        }),
        Some(_) => {}
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

struct Comparison<'c> {
    plugin: PluginId,
    definition: &'static TableDefinition,
    table: &'c Table,
    differences: &'c mut Vec<Difference>,
}

impl Comparison<'_> {
    fn run(mut self) {
        for declared in self.definition.columns() {
            let mut columns = self.table.columns.iter();
            match columns.find(|found| found.name.as_deref() == Some(declared.name())) {
                None => self.differences.push(Difference::MissingColumn {
                    plugin: self.plugin,
                    table: self.table_name(),
                    column: declared.name().to_owned(),
                }),
                Some(found) => self.compare_column(declared, found),
            }
        }
        let found = self.table.columns.iter();
        for name in found.filter_map(|column| column.name.as_deref()) {
            if self.definition.column(name).is_none() {
                self.differences.push(Difference::ExtraColumn {
                    plugin: self.plugin,
                    table: self.table_name(),
                    column: name.to_owned(),
                });
            }
        }
        self.compare_primary_key();
        self.compare_keys();
    }

    fn table_name(&self) -> String {
        self.definition.name().to_owned()
    }

    fn compare_column(&mut self, declared: &ColumnDefinition, found: &Column) {
        let (plugin, table) = (self.plugin, self.table_name());
        let column = declared.name().to_owned();
        if !has_type(declared, found) {
            self.differences.push(Difference::ColumnType {
                plugin,
                table: table.clone(),
                column: column.clone(),
                declared: declared_type(declared),
                found: found_type(found),
            });
        }
        if declared.nullable() != found.nullable {
            self.differences.push(Difference::Nullability {
                plugin,
                table: table.clone(),
                column: column.clone(),
                declared: declared.nullable(),
            });
        }
        if declared.default().is_some() && !found.has_default {
            self.differences.push(Difference::MissingDefault {
                plugin,
                table,
                column,
            });
        }
    }

    fn compare_primary_key(&mut self) {
        let mut indexes = self.table.indexes.iter();
        let primary = indexes.find(|index| index.primary);
        let found = primary.map_or(&[][..], |index| &index.columns);
        if found != self.definition.primary_key() {
            self.differences.push(Difference::PrimaryKey {
                plugin: self.plugin,
                table: self.table_name(),
                declared: owned(self.definition.primary_key()),
                found: found.to_vec(),
            });
        }
    }

    fn compare_keys(&mut self) {
        let (definition, table) = (self.definition, self.table);
        let mut missing = Vec::new();
        for key in definition.unique_keys() {
            let is_it = |index: &super::catalogue::Index| {
                index.unique && !index.partial && same_set(&index.columns, key.columns())
            };
            if !table.indexes.iter().any(is_it) {
                missing.push(("unique key", key.columns()));
            }
        }
        for key in definition.foreign_keys() {
            let is_it = |found: &super::catalogue::ForeignKey| {
                found.target == key.table()
                    && found.columns == key.columns()
                    && found.target_columns == key.referenced_columns()
            };
            if !table.foreign_keys.iter().any(is_it) {
                missing.push(("foreign key", key.columns()));
            }
        }
        for declared in definition.indexes() {
            let is_it = |index: &super::catalogue::Index| {
                index.columns == declared.columns()
                    && index.method == "btree"
                    && !index.unique
                    && !index.partial
            };
            if !table.indexes.iter().any(is_it) {
                missing.push(("index", declared.columns()));
            }
        }
        let (plugin, name) = (self.plugin, self.table_name());
        let missing = missing
            .into_iter()
            .map(|(kind, columns)| Difference::MissingKey {
                plugin,
                table: name.clone(),
                kind,
                columns: owned(columns),
            });
        self.differences.extend(missing);
    }
}

/// A unique key means the same in every order.
fn same_set(found: &[String], declared: &[&str]) -> bool {
    found.len() == declared.len() && declared.iter().all(|name| found.iter().any(|f| f == name))
}

/// Diesel's `Text` is PostgreSQL's `text`, `varchar` and `char(n)` alike; and a domain is
/// read as what it is made of.
fn has_type(declared: &ColumnDefinition, found: &Column) -> bool {
    let name = declared.sql_type();
    let wanted_length = declared
        .max_length()
        .and_then(|length| i32::try_from(length).ok());
    let is_text = |name: &str| matches!(name, "text" | "varchar" | "bpchar");
    let same_name = name.name() == found.type_name
        || found.base_type.as_deref() == Some(name.name())
        || (is_text(name.name()) && is_text(&found.type_name));
    let same_schema = name
        .schema()
        .is_none_or(|schema| schema == found.type_schema);
    same_name && same_schema && name.array() == found.array && (wanted_length == found.max_length)
}

fn declared_type(declared: &ColumnDefinition) -> String {
    match declared.max_length() {
        Some(length) => format!("varchar({length})"),
        None => declared.sql_type().to_string(),
    }
}

fn found_type(found: &Column) -> String {
    let schema = match found.type_schema.as_str() {
        "pg_catalog" => String::new(),
        schema => format!("{schema}."),
    };
    let length = found
        .max_length
        .map(|length| format!("({length})"))
        .unwrap_or_default();
    let array = if found.array { "[]" } else { "" };
    format!("{schema}{}{length}{array}", found.type_name)
}
