//! What generated migrations do to rows that are there.

use std::fs;
use std::path::Path;

use cargo_schema_iso::generate::{Request, propose};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use schema_iso_host::testing::TestDatabase;
use schema_iso_host::{BootError, Host, MigrationDirectory, PluginId};

use crate::declared::declared;
use crate::workbench;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    row: String,
}

/// Applies the migrations of a directory.
fn migrate(database: &TestDatabase, migrations: &Path) -> Result<(), BootError> {
    let id = PluginId::literal("notes");
    let directory = MigrationDirectory::read(id, migrations).expect("the migrations can be read");
    let host = Host::builder(database.url()).register_directory(directory);
    host.migrate().map(drop)
}

/// The rows of `items` as text, after they were written and the declarations have changed. Where
/// PostgreSQL counts, it has added a row of its own.
fn after(
    name: &str,
    request: &Request,
    old: &str,
    rows: &str,
    new: &str,
) -> Result<String, BootError> {
    let home = std::env::temp_dir().join(format!("schema-iso-rows-{}-{name}", std::process::id()));
    let migrations = home.join("migrations");
    fs::create_dir_all(&home).expect("a directory can be made");
    let database = TestDatabase::create().expect("the server programs are installed");
    let first = propose(
        workbench(),
        &declared(old),
        &migrations,
        &Request::default(),
    );
    drop(
        first
            .expect("it is proven")
            .write()
            .expect("it can be written"),
    );
    migrate(&database, &migrations)?;
    let mut pg = PgConnection::establish(&database.url()).expect("the server is there");
    pg.batch_execute(&format!("SET search_path TO plugin_notes; {rows}"))
        .expect("the rows are valid");
    let second = propose(workbench(), &declared(new), &migrations, request);
    drop(
        second
            .expect("it is proven")
            .write()
            .expect("it can be written"),
    );
    let migrated = migrate(&database, &migrations);
    fs::remove_dir_all(&home).expect("the directory can be removed");
    migrated?;
    if new.contains("nextval") {
        pg.batch_execute("INSERT INTO items DEFAULT VALUES")
            .expect("PostgreSQL gives the next row its number");
    }
    let rows: Vec<Row> = diesel::sql_query("SELECT items::text AS row FROM items ORDER BY 1")
        .load(&mut pg)
        .expect("the rows can be read");
    let rows: Vec<String> = rows.into_iter().map(|it| it.row).collect();
    Ok(rows.join(" "))
}

fn fill(column: &str, value: &str) -> Request {
    let mut request = Request::default();
    request.fills.insert(column.to_owned(), value.to_owned());
    request
}

#[test]
fn rows_get_the_values_that_are_given_for_them() {
    let rows = after(
        "fill",
        &fill("items.title", "'item ' || id"),
        "table items\nid int4 pk\nnote text null",
        "INSERT INTO items VALUES (1, 'a'), (2, NULL)",
        "table items\nid int4 pk\nnote text null\ntitle text unique",
    );
    assert_eq!(rows.expect("it runs"), "(1,a,\"item 1\") (2,,\"item 2\")");
}

#[test]
fn rows_are_converted_and_renamed_and_never_cut() {
    let request = Request {
        renames: vec![
            "items.at:items.seen".to_owned(),
            "mood.bad:mood.sad".to_owned(),
        ],
        ..Request::default()
    };
    let rows = after(
        "convert",
        &request,
        "enum mood: good bad\ntable items\nid int4 pk\nn text\nat timestamp\nmood mood = 'bad'",
        "INSERT INTO items VALUES (1, '7', '2020-01-02 03:04:05')",
        "enum mood: fine good sad\ntable items\nid int8 pk\nn int4\nseen timestamp\nmood mood = 'fine'",
    );
    assert_eq!(rows.expect("it runs"), "(1,7,\"2020-01-02 03:04:05\",sad)");
}

#[test]
fn a_column_that_begins_to_count_goes_on_behind_its_rows() {
    let rows = after(
        "count",
        &Request::default(),
        "table items\nid int4 pk\nn int4",
        "INSERT INTO items VALUES (41, 0)",
        "table items\nid int4 pk = nextval('items_id_seq')\nn int4 = 7",
    );
    assert_eq!(rows.expect("it runs"), "(41,0) (42,7)");
}

#[test]
fn a_row_that_does_not_fit_stops_the_migration() {
    for (name, old, row, new) in [
        ("null", "n text null", "NULL", "n text"),
        ("long", "n text", "'abc'", "n varchar(2)"),
        ("large", "n int8", "70000", "n int2"),
        ("text", "n text", "'x'", "n int4"),
    ] {
        let rows = after(
            name,
            &Request::default(),
            &format!("table items\nid int4 pk\n{old}"),
            &format!("INSERT INTO items VALUES (1, {row})"),
            &format!("table items\nid int4 pk\n{new}"),
        );
        assert!(rows.is_err(), "{name}");
    }
}

#[test]
fn a_label_that_a_row_has_does_not_go() {
    let rows = after(
        "label",
        &Request::default(),
        "enum mood: good bad\ntable items\nid int4 pk\nmood mood",
        "INSERT INTO items VALUES (1, 'bad')",
        "enum mood: good\ntable items\nid int4 pk\nmood mood",
    );
    assert!(rows.is_err());
}
