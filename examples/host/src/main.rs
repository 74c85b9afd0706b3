//! An example host: it boots three plugins, lets them work, and shows what PostgreSQL
//! has then, that plain Diesel reads the same rows, and what the compiler says to a
//! plugin that reaches for another one's table.
//!
//! A server is started for the while, unless `DATABASE_URL` names one.

mod compile_error;
mod console;
mod database;
mod layout;
mod same_rows;
mod tour;

use std::error::Error;
use std::process::ExitCode;

use auth::Auth;
use catalog::Catalog;
use healthcheck::Healthcheck;
use schema_iso_host::{Host, Isolation, Policy};

use crate::console::Console;
use crate::database::Database;

/// What a step of the demonstration returns.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let mut console = Console::new();
    match run(&mut console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.failure(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn run(console: &mut Console) -> Outcome {
    let database = Database::create()?;
    let shown = show(console, &database);
    // On a server that goes on, it must not stay behind, whatever happened.
    let removed = database.remove();
    shown.and(removed)
}

fn show(console: &mut Console, database: &Database) -> Outcome {
    console.heading("A database")?;
    console.line(database.describe())?;

    console.heading("Boot: first all migrations, then every `init`")?;
    let host = Host::builder(database.url())
        .pool(|pool| pool.max_size(4))
        .isolation(Isolation::SearchPath)
        .check_drift(Policy::Refuse)
        // In any order: a plugin boots after those that it depends on.
        .register(Healthcheck)
        .register(Catalog)
        .register(Auth)
        .migrate()?
        .init()?;
    for plugin in &host.report().plugins {
        let applied: Vec<&str> = plugin.applied.iter().map(|it| it.name.as_str()).collect();
        console.line(format!("{}: {}", plugin.plugin, applied.join(", ")))?;
    }

    console.heading("What PostgreSQL has now")?;
    layout::show(console, database)?;

    tour::run(console, &host)?;

    console.heading("The same code on plain Diesel")?;
    same_rows::compare(console, &host, database)?;

    console.heading("What the compiler says to a plugin that reads another one's table")?;
    compile_error::show(console)
}
