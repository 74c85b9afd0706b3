//! The catalogue that the declarations ask for.

use super::catalogue::{Catalogue, Column, Constraint, ConstraintKind, Index, Table};
use super::name::{made_of, name, names};
use crate::declarations::{
    ColumnDeclaration, Declarations, ForeignKeyDeclaration, Kind, TableDeclaration,
};

impl Catalogue {
    /// The tables and enums as they are declared; PostgreSQL has not seen them yet.
    pub(super) fn declared(declarations: &Declarations) -> Self {
        let schema = declarations.schema.as_str();
        let tables = declarations.tables.iter();
        let types = declarations.types.iter();
        Self {
            tables: tables
                .filter(|it| it.kind == Kind::Table)
                .map(|it| (it.name.clone(), table(it, schema)))
                .collect(),
            enums: types
                .map(|it| (it.name.clone(), it.labels.clone()))
                .collect(),
            ..Self::default()
        }
    }

    /// Takes over how PostgreSQL writes the defaults, from a database with the declared tables.
    pub(super) fn learn(&mut self, read: &Self) {
        for (name, table) in &mut self.tables {
            let Some(read) = read.tables.get(name) else {
                continue;
            };
            for column in &mut table.columns {
                if let Some(read) = read.column(&column.name) {
                    column.canonical.clone_from(&read.canonical);
                    column.sequence.clone_from(&read.sequence);
                }
            }
        }
    }
}

fn table(declared: &TableDeclaration, schema: &str) -> Table {
    let mut constraints = Vec::new();
    let mut add = |kind, columns: &[String], suffix, definition| {
        constraints.push(Constraint {
            name: made_of(
                &declared.name,
                match kind {
                    ConstraintKind::PrimaryKey => &[],
                    _ => columns,
                },
                suffix,
            ),
            kind,
            columns: columns.to_vec(),
            target: None,
            target_columns: Vec::new(),
            on_delete: "a".to_owned(),
            on_update: "a".to_owned(),
            definition,
        });
    };
    let key = &declared.primary_key;
    if !key.is_empty() {
        let definition = format!("PRIMARY KEY ({})", names(key));
        add(ConstraintKind::PrimaryKey, key, "pkey", definition);
    }
    for key in &declared.unique_keys {
        let definition = format!("UNIQUE ({})", names(key));
        add(ConstraintKind::Unique, key, "key", definition);
    }
    for key in &declared.foreign_keys {
        constraints.push(foreign_key(&declared.name, key));
    }
    let columns = declared.columns.iter();
    let indexes = declared.indexes.iter();
    Table {
        ignored: declared.ignored_columns.clone(),
        columns: columns.map(|it| column(it, declared, schema)).collect(),
        constraints,
        indexes: indexes.map(|it| index(&declared.name, it)).collect(),
    }
}

fn foreign_key(table: &str, key: &ForeignKeyDeclaration) -> Constraint {
    let code = |action: &str| {
        let code = match action {
            "RESTRICT" => "r",
            "CASCADE" => "c",
            "SET NULL" => "n",
            "SET DEFAULT" => "d",
            _ => "a",
        };
        code.to_owned()
    };
    let mut constraint = Constraint {
        name: made_of(table, &key.columns, "fkey"),
        kind: ConstraintKind::ForeignKey,
        columns: key.columns.clone(),
        target: Some(key.table.clone()),
        target_columns: key.referenced_columns.clone(),
        on_delete: code(&key.on_delete),
        on_update: code(&key.on_update),
        definition: String::new(),
    };
    constraint.definition = format!(
        "FOREIGN KEY ({}) {}",
        names(&key.columns),
        constraint.reference()
    );
    constraint
}

impl Constraint {
    /// Writes a reference as people do, where PostgreSQL says no more than that.
    pub(super) fn shorten(&mut self) {
        if self.kind == ConstraintKind::ForeignKey && self.target.is_some() {
            let written = format!(
                "FOREIGN KEY ({}) {}",
                names(&self.columns),
                self.reference()
            );
            if written.replace(' ', "") == self.definition.replace(' ', "") {
                self.definition = written;
            }
        }
    }

    /// `REFERENCES …`, as a column has it.
    pub(super) fn reference(&self) -> String {
        let target = name(self.target.as_deref().unwrap_or_default());
        let mut text = format!("REFERENCES {target} ({})", names(&self.target_columns));
        for (event, code) in [("UPDATE", &self.on_update), ("DELETE", &self.on_delete)] {
            let action = match code.as_str() {
                "r" => "RESTRICT",
                "c" => "CASCADE",
                "n" => "SET NULL",
                "d" => "SET DEFAULT",
                _ => continue,
            };
            text += &format!(" ON {event} {action}");
        }
        text
    }
}

fn index(table: &str, columns: &[String]) -> Index {
    let own = made_of(table, columns, "idx");
    Index {
        definition: format!(
            "CREATE INDEX {} ON {} ({})",
            name(&own),
            name(table),
            names(columns)
        ),
        name: own,
        columns: columns.to_vec(),
        uses: columns.to_vec(),
        unique: false,
        whole: true,
        plain: true,
    }
}

fn column(declared: &ColumnDeclaration, table: &TableDeclaration, schema: &str) -> Column {
    let in_key = table.primary_key.contains(&declared.name);
    // What PostgreSQL makes itself stands in the place of a default.
    let generated = declared.default.as_deref().map(str::trim).filter(|it| {
        let start = it.get(.."generated ".len());
        start.is_some_and(|start| start.eq_ignore_ascii_case("generated "))
    });
    let identity = generated.map(str::to_uppercase);
    let identity = identity.filter(|it| it.ends_with("IDENTITY"));
    Column {
        name: declared.name.clone(),
        sql: written_type(declared, schema),
        type_schema: declared
            .type_schema
            .clone()
            .unwrap_or_else(|| "pg_catalog".to_owned()),
        type_name: declared.type_name.clone(),
        array: declared.array,
        base_type: None,
        max_length: declared.max_length,
        nullable: declared.nullable && !in_key,
        default: match generated {
            Some(_) => None,
            None => declared.default.clone(),
        },
        canonical: None,
        generated: identity.or_else(|| generated.map(str::to_owned)),
        sequence: None,
    }
}

fn written_type(declared: &ColumnDeclaration, schema: &str) -> String {
    let array = if declared.array { "[]" } else { "" };
    let element = match (&declared.type_schema, declared.type_name.as_str()) {
        (Some(own), it) if own == schema => name(it),
        (Some(other), it) => format!("{}.{}", name(other), name(it)),
        (None, it) => match (it, declared.max_length) {
            ("text" | "varchar", Some(length)) => format!("varchar({length})"),
            ("bpchar", Some(length)) => format!("char({length})"),
            ("int2", _) => "smallint".to_owned(),
            ("int4", _) => "integer".to_owned(),
            ("int8", _) => "bigint".to_owned(),
            ("float4", _) => "real".to_owned(),
            ("float8", _) => "double precision".to_owned(),
            ("bool", _) => "boolean".to_owned(),
            ("char", _) => "\"char\"".to_owned(),
            (other, _) => other.to_owned(),
        },
    };
    element + array
}
