//! Compares declared tables and types with the catalogue.

use schema_iso::definition::{
    ColumnDefinition, ForeignKey, ReferentialAction, TableDefinition, TypeDefinition,
};
use schema_iso::id::PluginId;

use super::super::plan::Plan;
use super::super::sharing;
use super::catalogue::{Catalogue, Column, Table};
use crate::migrate::error::Difference;

/// Returns what is wrong with the imports of a plugin (ISO-18).
pub(super) fn compare_imports(plan: &Plan, catalogue: &Catalogue) -> Vec<Difference> {
    let mut differences = Vec::new();
    for import in sharing::imports(plan) {
        let mut report = |problem: String| {
            differences.push(Difference::Import {
                plugin: plan.id,
                owner: import.owner(),
                table: import.name().to_owned(),
                problem,
            });
        };
        let Some(table) = catalogue.table(import.schema().as_str(), import.name()) else {
            report("does not exist".to_owned());
            continue;
        };
        for declared in import.columns() {
            let mut columns = table.columns.iter();
            match columns.find(|found| found.name.as_deref() == Some(declared.name())) {
                None => report(format!("has no column `{}`", declared.name())),
                Some(found) if !has_type(declared, found) && !is_wider(declared, found) => {
                    report(format!(
                        "has a column `{}` of the type `{}`, and not `{}`",
                        declared.name(),
                        found_type(found),
                        declared_type(declared)
                    ))
                }
                Some(_) => {}
            }
        }
    }
    differences
}

/// Returns the differences of one plugin.
pub(super) fn compare(plan: &Plan, catalogue: &Catalogue) -> Vec<Difference> {
    let mut differences = Vec::new();
    for definition in plan.types {
        compare_type(plan, definition, catalogue, &mut differences);
    }
    let own = plan.tables.iter().filter(|table| table.owner() == plan.id);
    for definition in own {
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
    // A plugin that declares no table says nothing about its tables.
    if !plan.tables.is_empty() {
        let is_declared = |name: &str| plan.tables.iter().any(|table| table.name() == name);
        let extra = catalogue.declarable(plan.schema()).into_iter();
        let extra = extra.filter(|name| !is_declared(name));
        differences.extend(extra.map(|name| Difference::ExtraTable {
            plugin: plan.id,
            table: name.to_owned(),
        }));
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
        for column in &self.table.columns {
            let Some(name) = column.name.as_deref() else {
                continue;
            };
            let is_known = self.definition.column(name).is_some()
                || self.definition.ignored_columns().contains(&name);
            if !is_known {
                let needs_a_value = !column.nullable && !column.has_default && !column.generated;
                self.differences.push(Difference::ExtraColumn {
                    plugin: self.plugin,
                    table: self.table_name(),
                    column: name.to_owned(),
                    required: needs_a_value && !self.table.is_view,
                });
            }
        }
        if !self.table.is_view {
            self.compare_primary_key();
            self.compare_keys();
        }
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
                wider: is_wider(declared, found),
            });
        }
        if self.table.is_view {
            return;
        }
        if found.generated && declared.default().is_none() {
            self.differences.push(Difference::GeneratedColumn {
                plugin,
                table: table.clone(),
                column: column.clone(),
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
                required: !found.nullable,
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
            match table.foreign_keys.iter().find(|found| is_it(found)) {
                None => missing.push(("foreign key", key.columns())),
                Some(found) => self.compare_actions(key, found),
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
        self.find_extra_indexes();
    }

    fn compare_actions(&mut self, declared: &ForeignKey, found: &super::catalogue::ForeignKey) {
        for (event, declared_action, letter) in [
            ("DELETE", declared.on_delete(), &found.on_delete),
            ("UPDATE", declared.on_update(), &found.on_update),
        ] {
            let there = action_of(letter);
            if there != Some(declared_action) {
                let action =
                    |action: Option<ReferentialAction>| action.map_or("?", |it| it.as_sql());
                self.differences.push(Difference::KeyAction {
                    plugin: self.plugin,
                    table: self.table_name(),
                    columns: owned(declared.columns()),
                    declared: format!("ON {event} {}", declared_action.as_sql()),
                    found: format!("ON {event} {}", action(there)),
                });
            }
        }
    }

    /// Indexes that could be declared and are not. Others, on expressions or of a part of the rows,
    /// no struct can declare.
    fn find_extra_indexes(&mut self) {
        let definition = self.definition;
        let extra = self.table.indexes.iter().filter(|index| {
            index.plain
                && !index.unique
                && !index.partial
                && index.method == "btree"
                && !definition
                    .indexes()
                    .iter()
                    .any(|declared| index.columns == declared.columns())
        });
        let extra: Vec<Difference> = extra
            .map(|index| Difference::ExtraIndex {
                plugin: self.plugin,
                table: self.table_name(),
                columns: index.columns.clone(),
            })
            .collect();
        self.differences.extend(extra);
    }
}

/// What PostgreSQL's letter stands for.
fn action_of(letter: &str) -> Option<ReferentialAction> {
    match letter {
        "a" => Some(ReferentialAction::NoAction),
        "r" => Some(ReferentialAction::Restrict),
        "c" => Some(ReferentialAction::Cascade),
        "n" => Some(ReferentialAction::SetNull),
        "d" => Some(ReferentialAction::SetDefault),
        _ => None,
    }
}

/// Whether what is there holds every text that the declared type holds.
fn is_wider(declared: &ColumnDefinition, found: &Column) -> bool {
    let is_text = |name: &str| matches!(name, "text" | "varchar");
    let of_found = found.base_type.as_deref().unwrap_or(&found.type_name);
    let has_room = match (declared.max_length(), found.max_length) {
        (_, None) => true,
        (Some(declared), Some(found)) => i64::from(found) >= i64::from(declared),
        (None, Some(_)) => false,
    };
    is_text(declared.sql_type().name())
        && is_text(of_found)
        && declared.sql_type().array() == found.array
        && has_room
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
    // A domain is read as what it is made of.
    let of_found = found.base_type.as_deref().unwrap_or(&found.type_name);
    let same_name = name.name() == found.type_name
        || name.name() == of_found
        || (is_text(name.name()) && is_text(of_found));
    let same_schema = found.base_type.is_some()
        || name
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
