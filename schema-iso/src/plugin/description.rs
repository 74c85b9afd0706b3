//! The metadata as JSON, for programs that read them in another process.

use std::fmt::Write as _;

use super::{EmbeddedMigration, PluginMetadata};
use crate::definition::{
    ColumnDefinition, ForeignKey, Readers, RelationKind, TableDefinition, TypeDefinition,
};

impl PluginMetadata {
    /// Returns the metadata as JSON: ids, migrations without their texts, tables and types.
    ///
    /// The key `format` is the version of this form, `1`; a later version of the same form may
    /// add keys.
    ///
    /// ```
    /// use schema_iso::id::PluginId;
    /// use schema_iso::plugin::PluginMetadata;
    ///
    /// const NOTES: PluginMetadata = PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0");
    /// assert!(NOTES.to_json().starts_with(r#"{"format":1,"id":"notes","schema":"plugin_notes""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let migrations = self.migrations().iter().map(migration);
        object([
            ("format", "1".to_owned()),
            ("id", text(self.id().as_str())),
            ("schema", text(self.schema().as_str())),
            ("crate_name", text(self.crate_name())),
            ("crate_version", text(self.crate_version())),
            (
                "previous_ids",
                array(self.previous_ids().iter().map(|id| text(id.as_str()))),
            ),
            (
                "depends_on",
                array(self.depends_on().iter().map(|id| text(id.as_str()))),
            ),
            (
                "shared_schemas",
                array(self.shared_schemas().iter().map(|it| text(it.as_str()))),
            ),
            ("migrations", array(migrations)),
            ("tables", array(self.tables().iter().map(|it| table(it)))),
            (
                "types",
                array(self.types().iter().map(|it| enumeration(it))),
            ),
        ])
    }
}

fn migration(migration: &EmbeddedMigration) -> String {
    object([
        ("version", text(migration.version())),
        ("name", text(migration.name())),
        ("up_path", text(migration.up_path())),
        ("reversible", migration.down().is_some().to_string()),
        (
            "run_in_transaction",
            migration.run_in_transaction().to_string(),
        ),
    ])
}

fn table(table: &TableDefinition) -> String {
    object([
        ("name", text(table.name())),
        ("kind", text(kind(table.kind()))),
        ("owner", text(table.owner().as_str())),
        ("readers", readers(table.readers())),
        ("ignored_columns", texts(table.ignored_columns())),
        ("columns", array(table.columns().iter().map(column))),
        ("primary_key", texts(table.primary_key())),
        (
            "foreign_keys",
            array(table.foreign_keys().iter().map(foreign_key)),
        ),
        (
            "unique_keys",
            array(table.unique_keys().iter().map(|key| texts(key.columns()))),
        ),
        (
            "indexes",
            array(table.indexes().iter().map(|index| texts(index.columns()))),
        ),
    ])
}

fn kind(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Table => "table",
        RelationKind::View => "view",
        RelationKind::Imported { .. } => "import",
    }
}

/// `null` for everybody, and the ids otherwise.
fn readers(readers: Readers) -> String {
    match readers {
        Readers::Nobody => array([].into_iter()),
        Readers::Everybody => "null".to_owned(),
        Readers::Plugins(plugins) => array(plugins.iter().map(|id| text(id.as_str()))),
    }
}

fn column(column: &ColumnDefinition) -> String {
    let sql_type = column.sql_type();
    object([
        ("name", text(column.name())),
        ("type_schema", optional(sql_type.schema())),
        ("type_name", text(sql_type.name())),
        ("array", sql_type.array().to_string()),
        ("nullable", column.nullable().to_string()),
        ("default", optional(column.default())),
        (
            "max_length",
            column
                .max_length()
                .map_or_else(|| "null".to_owned(), |length| length.to_string()),
        ),
    ])
}

fn foreign_key(key: &ForeignKey) -> String {
    object([
        ("columns", texts(key.columns())),
        ("table", text(key.table())),
        ("referenced_columns", texts(key.referenced_columns())),
        ("on_delete", text(key.on_delete().as_sql())),
        ("on_update", text(key.on_update().as_sql())),
    ])
}

fn enumeration(definition: &TypeDefinition) -> String {
    object([
        ("name", text(definition.name())),
        ("labels", texts(definition.labels())),
    ])
}

fn object<const N: usize>(entries: [(&str, String); N]) -> String {
    let entries = entries.map(|(key, value)| format!("\"{key}\":{value}"));
    format!("{{{}}}", entries.join(","))
}

fn array(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

fn texts(values: &[&str]) -> String {
    array(values.iter().map(|value| text(value)))
}

fn optional(value: Option<&str>) -> String {
    value.map_or_else(|| "null".to_owned(), text)
}

fn text(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..='\u{1f}' => {
                // Writing to a text cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::{IndexDefinition, ReferentialAction, SqlTypeName, UniqueKey};
    use crate::id::PluginId;

    #[test]
    fn everything_that_a_plugin_declares_is_there() {
        const NOTES: PluginId = PluginId::literal("notes");
        const ITEMS: TableDefinition = TableDefinition::new(NOTES, "items")
            .with_columns(&[ColumnDefinition::new(
                "tags",
                SqlTypeName::new("varchar").with_array(true),
            )
            .with_nullable(true)
            .with_max_length(9)
            .with_default("'{\"a\\\n\"}'")])
            .with_primary_key(&["id"])
            .with_foreign_keys(&[
                ForeignKey::new(&["a"], "b", &["c"]).with_on_delete(ReferentialAction::Cascade)
            ])
            .with_unique_keys(&[UniqueKey::new(&["a", "b"])])
            .with_indexes(&[IndexDefinition::new(&["a"])]);
        const METADATA: PluginMetadata = PluginMetadata::new(NOTES, "notes", "1.0.0")
            .with_migrations(&[EmbeddedMigration::new(
                "1",
                "1_a",
                "",
                "migrations/1_a/up.sql",
            )])
            .with_tables(&[&ITEMS])
            .with_types(&[&TypeDefinition::new(NOTES, "mood", &["good"])]);
        let migration = r#"{"version":"1","name":"1_a","up_path":"migrations/1_a/up.sql","reversible":false,"run_in_transaction":true}"#;
        let column = r#"{"name":"tags","type_schema":null,"type_name":"varchar","array":true,"nullable":true,"default":"'{\"a\\\u000a\"}'","max_length":9}"#;
        let key = r#"{"columns":["a"],"table":"b","referenced_columns":["c"],"on_delete":"CASCADE","on_update":"NO ACTION"}"#;
        let table = format!(
            r#"{{"name":"items","kind":"table","owner":"notes","readers":[],"ignored_columns":[],"columns":[{column}],"primary_key":["id"],"foreign_keys":[{key}],"unique_keys":[["a","b"]],"indexes":[["a"]]}}"#
        );
        assert_eq!(
            METADATA.to_json(),
            format!(
                r#"{{"format":1,"id":"notes","schema":"plugin_notes","crate_name":"notes","crate_version":"1.0.0","previous_ids":[],"depends_on":[],"shared_schemas":[],"migrations":[{migration}],"tables":[{table}],"types":[{{"name":"mood","labels":["good"]}}]}}"#
            )
        );
    }
}
