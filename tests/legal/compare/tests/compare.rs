//! A program does and finds the same as a plugin and with Diesel as it is.

use std::collections::BTreeSet;

use diesel::connection::Connection;
use diesel::result::{Error, QueryResult};
use schema_iso_legal_compare::database::Database;
use schema_iso_legal_compare::{forms, recorder};
use schema_iso_legal_plugin::{Catalog, programs as curated};
use schema_iso_legal_stock::programs as stock;

/// What a program did.
#[derive(Debug, PartialEq)]
struct Run {
    found: QueryResult<String>,
    statements: Vec<String>,
}

/// Runs a program in a transaction, and keeps nothing but what it did.
macro_rules! run {
    ($connection:expr, $program:expr) => {{
        let mut found = None;
        drop(recorder::take());
        let mut rolled_back: QueryResult<()> = Err(Error::RollbackTransaction);
        if $program.outermost {
            found = Some(($program.run)(&mut $connection));
        } else {
            rolled_back = $connection.transaction(|connection| {
                found = Some(($program.run)(connection));
                Err(Error::RollbackTransaction)
            });
        }
        assert_eq!(
            rolled_back,
            Err(Error::RollbackTransaction),
            "{}",
            $program.name
        );
        Run {
            found: found.expect("the closure ran"),
            statements: recorder::take(),
        }
    }};
}

/// Without the empty statement that a connection of a host sends before the first statement
/// after a COPY TO, without which libpq refuses prepared ones.
fn without_end_of_copy(statements: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(statements.len());
    let mut after_copy = false;
    for statement in statements {
        if after_copy && statement == "SELECT" {
            after_copy = false;
            continue;
        }
        after_copy = statement.starts_with("COPY ") && statement.contains(" TO STDOUT");
        kept.push(statement);
    }
    kept
}

/// A program that finds nothing shows little.
fn is_empty(found: &str) -> bool {
    ["", "[]", "None", "0", "()"].contains(&found)
}

#[test]
fn programs_do_the_same_as_with_stock_diesel() {
    recorder::install().expect("connections can be instrumented");
    let mut database = Database::with_rows();
    let mut wrong = Vec::new();
    for (mine, theirs) in curated::all().zip(stock::all()) {
        assert_eq!(mine.name, theirs.name);
        database.restart_sequences();
        let theirs = run!(database.raw, theirs);
        database.restart_sequences();
        let name = mine.name;
        let mut connection = database.host.connect::<Catalog>().expect("a connection");
        let mut mine = run!(connection, mine);
        mine.statements = without_end_of_copy(mine.statements);
        if mine != theirs {
            wrong.push(format!(
                "{name}:\nas a plugin {mine:#?}\nwith Diesel {theirs:#?}"
            ));
        }
        match &theirs.found {
            Ok(found) if is_empty(found) => wrong.push(format!("{name} finds nothing")),
            Ok(_) => {}
            Err(error) => wrong.push(format!("{name} fails: {error}")),
        }
        if theirs.statements.len() < 3 {
            wrong.push(format!(
                "{name} sends no statement besides BEGIN and ROLLBACK"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn programs_are_many_and_have_names_of_their_own() {
    let names: BTreeSet<_> = curated::all().map(|program| program.name).collect();
    assert_eq!(names.len(), curated::all().count());
    assert_eq!(curated::all().count(), stock::all().count());
    assert!(names.len() >= 150, "{} programs", names.len());
}

#[test]
fn every_form_is_shown_by_a_program_or_withheld() {
    let shown: BTreeSet<_> = curated::all()
        .flat_map(|program| program.forms)
        .copied()
        .collect();
    let forms = forms::all();
    for form in &forms {
        assert_ne!(
            shown.contains(form.name.as_str()),
            form.withheld.is_some(),
            "`{}` is either shown or withheld",
            form.name
        );
    }
    for name in shown {
        assert!(
            forms.iter().any(|form| form.name == name),
            "`{name}` is not in forms.txt"
        );
    }
}
