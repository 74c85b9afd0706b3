//! The demonstration, run as its reader runs it.

use std::error::Error;
use std::process::{Command, Output};

use diesel::sql_types::BigInt;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl as _};
use throwaway_postgres::Server;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn demo(database_url: Option<&str>) -> Result<Output, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schema-iso-demo"));
    if let Some(url) = database_url {
        command.env("DATABASE_URL", url);
    }
    Ok(command.output()?)
}

#[test]
fn it_shows_everything_and_readme_has_the_same_compile_error() -> Result<(), Box<dyn Error>> {
    let output = demo(None)?;
    let stdout = String::from_utf8(output.stdout)?;
    let stderr = String::from_utf8(output.stderr)?;
    assert!(output.status.success(), "{stdout}{stderr}");
    for said in [
        "ok a schema and a tracker for each plugin",
        "ok transaction: four written, the fifth refused, nothing is on sale",
        "ok `catalog` refuses the second one, and `auth` takes back its part",
        "ok every query gives the same rows as plain Diesel",
        "ok it does not compile",
    ] {
        assert!(stdout.contains(said), "{said} is not in:\n{stdout}");
    }
    assert!(!stdout.contains('\x1b'), "colours without a terminal");

    let (_, error) = stdout.split_once("   error[").ok_or("there is no error")?;
    let (error, _) = error
        .split_once("\n   note:")
        .ok_or("the error has no end")?;
    // What follows the name of the rule are bounds of Diesel's.
    let (error, _) = error
        .split_once("ISO-03, see")
        .ok_or("the error names no rule")?;
    let error = format!("error[{}", error.replace("\n   ", "\n"));
    let readme = include_str!("../../../README.md");
    assert!(
        readme.contains(error.as_str()),
        "README.md has another error than:\n{error}"
    );
    Ok(())
}

#[test]
fn on_somebody_elses_server_it_leaves_nothing_behind() -> Result<(), Box<dyn Error>> {
    let server = Server::builder().ignore_database_url().start()?;
    let url = server.url("postgres");
    let output = demo(Some(&url))?;
    let stdout = String::from_utf8(output.stdout)?;
    let stderr = String::from_utf8(output.stderr)?;
    assert!(output.status.success(), "{stdout}{stderr}");
    assert!(
        stdout.contains("on the server that DATABASE_URL names"),
        "{stdout}"
    );

    let mut conn = PgConnection::establish(&url)?;
    let left: Count = diesel::sql_query(
        "SELECT count(*) FROM pg_database WHERE datname LIKE 'schema\\_iso\\_demo\\_%'",
    )
    .get_result(&mut conn)?;
    assert_eq!(left.count, 0);
    Ok(())
}
