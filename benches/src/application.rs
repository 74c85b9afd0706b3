//! One application, written twice: with stock Diesel and as a plugin.
//!
//! It has any number of tables, each with a struct to read, to insert and to change a row, and
//! five functions for each table. The functions are the same text in both; what differs is how
//! tables are declared and what the connection is called.

use std::fmt::Write as _;

/// How an application is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With `table!`, on `PgConnection`.
    Stock,
    /// With `#[plugin_table]`, on `SafeConnection`.
    Plugin,
}

/// How many functions are written for a table.
pub const FUNCTIONS_OF_A_TABLE: usize = 5;

/// The source of the crate.
#[must_use]
pub fn source(form: Form, tables: usize) -> String {
    let mut source = match form {
        // `allow_tables_to_appear_in_same_query!` goes one macro deeper for each table.
        Form::Stock => "#![recursion_limit = \"1024\"]\n\n".to_owned(),
        Form::Plugin => {
            "#[schema_iso_diesel::plugin(id = \"application\")]\npub struct Application;\n\n"
                .to_owned()
        }
    };
    source.push_str(match form {
        Form::Stock => "pub mod schema {\n",
        Form::Plugin => "pub mod schema {\nuse schema_iso_diesel::{plugin_table, plugin_tables};\n",
    });
    for table in 0..tables {
        match form {
            Form::Stock => stock_table(&mut source, table),
            Form::Plugin => plugin_table(&mut source, table),
        }
    }
    match form {
        Form::Stock => {
            for table in 1..tables {
                let parent = parent(table);
                write(
                    &mut source,
                    &format!("diesel::joinable!(t{table} -> t{parent} (parent_id));\n"),
                );
            }
            let all = names(tables);
            write(
                &mut source,
                &format!("diesel::allow_tables_to_appear_in_same_query!({all});\n"),
            );
        }
        Form::Plugin => {
            let all = names(tables);
            write(&mut source, &format!("plugin_tables![{all}];\n"));
        }
    }
    source.push_str("}\n\n");
    source.push_str(match form {
        Form::Stock => "type Connection = diesel::PgConnection;\n\n",
        Form::Plugin => "type Connection = diesel::SafeConnection<Application>;\n\n",
    });
    for table in 0..tables {
        functions(&mut source, table);
    }
    source
}

fn parent(table: usize) -> usize {
    table / 2
}

fn names(tables: usize) -> String {
    let names: Vec<String> = (0..tables).map(|table| format!("t{table}")).collect();
    names.join(", ")
}

fn write(source: &mut String, text: &str) {
    // Writing to a text cannot fail.
    let _ = source.write_str(text);
}

fn stock_table(source: &mut String, table: usize) {
    let text = format!(
        "
diesel::table! {{
    application.t{table} (id) {{
        id -> BigInt,
        parent_id -> BigInt,
        name -> Text,
        description -> Nullable<Text>,
        amount -> Integer,
        live -> Bool,
        tags -> Array<Text>,
        created_at -> Timestamp,
    }}
}}

#[derive(Debug, Clone, PartialEq)]
#[derive(diesel::Queryable, diesel::Selectable, diesel::Identifiable)]
#[diesel(table_name = t{table})]
pub struct T{table} {{
    pub id: i64,
    pub parent_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub amount: i32,
    pub live: bool,
    pub tags: Vec<String>,
    pub created_at: std::time::SystemTime,
}}

#[derive(Debug, Clone, PartialEq, diesel::Insertable)]
#[diesel(table_name = t{table})]
pub struct NewT{table} {{
    pub id: Option<i64>,
    pub parent_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub amount: i32,
    pub live: bool,
    pub tags: Vec<String>,
    pub created_at: Option<std::time::SystemTime>,
}}

#[derive(Debug, Clone, PartialEq, Default, diesel::AsChangeset)]
#[diesel(table_name = t{table})]
pub struct T{table}Changes {{
    pub parent_id: Option<i64>,
    pub name: Option<String>,
    pub description: Option<Option<String>>,
    pub amount: Option<i32>,
    pub live: Option<bool>,
    pub tags: Option<Vec<String>>,
    pub created_at: Option<std::time::SystemTime>,
}}
"
    );
    write(source, &text);
}

fn plugin_table(source: &mut String, table: usize) {
    let references = if table > 0 {
        format!("\n    #[column(references = t{})]", parent(table))
    } else {
        String::new()
    };
    let text = format!(
        "
#[plugin_table(table = \"t{table}\", insert = NewT{table}, changes = T{table}Changes)]
#[derive(Debug, Clone, PartialEq)]
pub struct T{table} {{
    #[column(primary_key, default = \"identity\")]
    pub id: i64,{references}
    pub parent_id: i64,
    pub name: String,
    pub description: Option<String>,
    pub amount: i32,
    pub live: bool,
    pub tags: Vec<String>,
    #[column(default = \"now()\")]
    pub created_at: std::time::SystemTime,
}}
"
    );
    write(source, &text);
}

fn functions(source: &mut String, table: usize) {
    let (child, parent) = if table > 0 {
        (table, parent(table))
    } else {
        (1, 0)
    };
    let text = format!(
        "
pub mod t{table} {{
    use diesel::prelude::*;

    use super::Connection;
    use crate::schema::{{T{parent}, T{child}, NewT{table}, T{table}Changes, t{parent}, t{child}}};

    pub fn find(conn: &mut Connection, id: i64) -> QueryResult<Option<T{table}>> {{
        t{table}::table.find(id).select(T{table}::as_select()).first(conn).optional()
    }}

    pub fn live(conn: &mut Connection, least: i32) -> QueryResult<Vec<(i64, String)>> {{
        t{table}::table
            .filter(t{table}::live.eq(true).and(t{table}::amount.ge(least)))
            .order(t{table}::created_at.desc())
            .select((t{table}::id, t{table}::name))
            .limit(20)
            .load(conn)
    }}

    pub fn with_parents(conn: &mut Connection) -> QueryResult<Vec<(T{child}, T{parent})>> {{
        t{child}::table
            .inner_join(t{parent}::table)
            .filter(t{parent}::name.like(\"a%\"))
            .select((T{child}::as_select(), T{parent}::as_select()))
            .load(conn)
    }}

    pub fn insert(conn: &mut Connection, new: &NewT{table}) -> QueryResult<T{table}> {{
        diesel::insert_into(t{table}::table)
            .values(new)
            .returning(T{table}::as_select())
            .get_result(conn)
    }}

    pub fn change(conn: &mut Connection, id: i64, changes: &T{table}Changes) -> QueryResult<usize> {{
        diesel::update(t{table}::table.find(id)).set(changes).execute(conn)
    }}
}}
"
    );
    write(source, &text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_have_the_same_functions() {
        let functions = |form| -> Vec<String> {
            let source = source(form, 4);
            let (_, functions) = source.split_once("pub mod t0").expect("it has functions");
            functions.lines().map(str::to_owned).collect()
        };
        assert_eq!(functions(Form::Stock), functions(Form::Plugin));
    }

    #[test]
    fn each_table_has_its_functions() {
        let source = source(Form::Plugin, 3);
        assert_eq!(source.matches("pub fn ").count(), 3 * FUNCTIONS_OF_A_TABLE);
    }
}
