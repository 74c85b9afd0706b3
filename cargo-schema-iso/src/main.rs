//! `cargo schema-iso`: see the library of this name.

mod generating;
mod messages;

use std::process::ExitCode;

use cargo_schema_iso::arguments::{Arguments, Command};
use cargo_schema_iso::explain::{codes, explain};
use clap::{CommandFactory, Parser};

use self::messages::Messages;

/// An error.
const FAILED: u8 = 1;
/// With `--check`: declarations and migrations differ.
const DIFFERS: u8 = 3;
/// The author must decide.
const UNDECIDED: u8 = 4;

fn main() -> ExitCode {
    // Cargo passes on the name of the subcommand.
    let mut arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|it| it == "schema-iso") {
        arguments.remove(1);
    }
    let arguments = Arguments::parse_from(arguments);
    let messages = Messages::new(arguments.message_format, arguments.quiet);
    match arguments.command {
        Command::Generate(generate) => generating::run(&generate, &messages),
        Command::Explain(it) => match &it.code {
            None => {
                let list: Vec<String> = codes().into_iter().map(str::to_owned).collect();
                messages.text(&(list.join("\n") + "\n"));
                ExitCode::SUCCESS
            }
            Some(code) => match explain(code) {
                Some(page) => {
                    messages.text(&page);
                    ExitCode::SUCCESS
                }
                None => {
                    messages.failure(&format!(
                        "there is no rule `{code}`; `cargo schema-iso explain` lists all"
                    ));
                    ExitCode::from(FAILED)
                }
            },
        },
        Command::Completions(it) => {
            let mut script = Vec::new();
            clap_complete::generate(
                it.shell,
                &mut Arguments::command(),
                "cargo-schema-iso",
                &mut script,
            );
            messages.text(&String::from_utf8_lossy(&script));
            ExitCode::SUCCESS
        }
    }
}
