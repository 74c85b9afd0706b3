//! Declarations in few words.
//!
//! `table items`, and a line for each column: its name, its type, and words of `null`, `pk`,
//! `unique`, `index`, `->table.column`, `delete:ACTION`, `update:ACTION` and, last, `= default`. `unique(a,b)`, `ignore(a)` and `enum mood:
//! good bad` have lines of their own.

use cargo_schema_iso::declarations::{
    ColumnDeclaration, Declarations, EnumDeclaration, ForeignKeyDeclaration, TableDeclaration,
};

pub(crate) fn declared(text: &str) -> Declarations {
    let mut plugin = Declarations {
        id: "notes".to_owned(),
        schema: "plugin_notes".to_owned(),
        ..Declarations::default()
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("table ") {
            plugin.tables.push(TableDeclaration {
                name: name.to_owned(),
                ..TableDeclaration::default()
            });
        } else if let Some(rest) = line.strip_prefix("enum ") {
            let (name, labels) = rest.split_once(':').expect("an enum has labels");
            plugin.types.push(EnumDeclaration {
                name: name.to_owned(),
                labels: labels.split_whitespace().map(str::to_owned).collect(),
            });
        } else {
            column(
                plugin.tables.last_mut().expect("a column has a table"),
                line,
            );
        }
    }
    let enums: Vec<String> = plugin.types.iter().map(|it| it.name.clone()).collect();
    for column in plugin
        .tables
        .iter_mut()
        .flat_map(|table| &mut table.columns)
    {
        if enums.contains(&column.type_name) {
            column.type_schema = Some("plugin_notes".to_owned());
        }
    }
    plugin
}

fn column(table: &mut TableDeclaration, line: &str) {
    let list = |text: &str| -> Vec<String> {
        let text = text.trim_end_matches(')');
        text.split(',').map(str::to_owned).collect()
    };
    if let Some(columns) = line.strip_prefix("ignore(") {
        table.ignored_columns = list(columns);
        return;
    }
    if let Some(columns) = line.strip_prefix("unique(") {
        table.unique_keys.push(list(columns));
        return;
    }
    if let Some(columns) = line.strip_prefix("index(") {
        table.indexes.push(list(columns));
        return;
    }
    let (line, default) = match line.split_once(" = ") {
        Some((line, default)) => (line, Some(default.to_owned())),
        None => (line, None),
    };
    let mut words = line.split_whitespace();
    let name = words.next().expect("a column has a name").to_owned();
    let mut written = words.next().expect("a column has a type");
    let array = written.ends_with("[]");
    written = written.trim_end_matches("[]");
    let (type_name, max_length) = match written.split_once('(') {
        Some((name, length)) => (name, length.trim_end_matches(')').parse().ok()),
        None => (written, None),
    };
    let mut column = ColumnDeclaration {
        name: name.clone(),
        type_name: type_name.to_owned(),
        array,
        max_length,
        default,
        ..ColumnDeclaration::default()
    };
    let mut key: Option<ForeignKeyDeclaration> = None;
    for word in words {
        let action = |word: &str| word.replace('-', " ").to_uppercase();
        match word {
            "null" => column.nullable = true,
            "pk" => table.primary_key.push(name.clone()),
            "unique" => table.unique_keys.push(vec![name.clone()]),
            "index" => table.indexes.push(vec![name.clone()]),
            other => {
                if let Some(target) = other.strip_prefix("->") {
                    let (target, referenced) =
                        target.split_once('.').expect("a column is referenced");
                    key = Some(ForeignKeyDeclaration {
                        columns: vec![name.clone()],
                        table: target.to_owned(),
                        referenced_columns: vec![referenced.to_owned()],
                        on_delete: "NO ACTION".to_owned(),
                        on_update: "NO ACTION".to_owned(),
                    });
                } else if let Some(word) = other.strip_prefix("delete:") {
                    key.as_mut().expect("there is a reference").on_delete = action(word);
                } else if let Some(word) = other.strip_prefix("update:") {
                    key.as_mut().expect("there is a reference").on_update = action(word);
                } else {
                    panic!("there is no word {other}");
                }
            }
        }
    }
    table.foreign_keys.extend(key);
    table.columns.push(column);
}
