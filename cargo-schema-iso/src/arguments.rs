//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// For authors of plugins of Schema Iso.
///
/// ```
/// use cargo_schema_iso::arguments::Arguments;
/// use clap::Parser;
///
/// let arguments = Arguments::try_parse_from(["cargo schema-iso", "explain", "ISO-03"]);
/// assert!(arguments.is_ok());
/// ```
#[derive(Debug, Parser)]
#[command(
    name = "cargo-schema-iso",
    bin_name = "cargo schema-iso",
    version,
    about = "For authors of plugins of Schema Iso",
    after_help = "Exit codes:\n  0  done, or nothing to do\n  1  an error\n  2  a wrong command line\n  3  `--check`: \
                  declarations and migrations differ\n  4  refused until the author decides: data would be lost, or rows have no value"
)]
pub struct Arguments {
    /// How messages are written.
    #[arg(long, global = true, value_enum, default_value_t)]
    pub message_format: MessageFormat,
    /// Write no progress, and nothing of Cargo's but errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum MessageFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON object a line, on the standard output.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the migrations that the declarations ask for, and prove them on a throw-away PostgreSQL.
    Generate(Generate),
    /// Show the page of a rule, such as `ISO-03` or `foreign-schema`.
    Explain(Explain),
    /// Write a script for the completion of a shell to the standard output.
    Completions(Completions),
}

/// The arguments of `generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// A package with a plugin. Default: that of the current directory, or all of the workspace.
    #[arg(long, short, value_name = "PACKAGE")]
    pub package: Vec<String>,
    /// The manifest of the workspace or package.
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
    /// The name of the migration, such as `add_preferences`.
    #[arg(long)]
    pub name: Option<String>,
    /// A rename: `items:entries` of a table or enum, `items.name:items.title` of a column or label.
    #[arg(long, value_name = "OLD:NEW")]
    pub rename: Vec<String>,
    /// The value, in SQL, of a column that is never null, for the rows that are there.
    #[arg(long, value_name = "TABLE.COLUMN=SQL", value_parser = fill)]
    pub fill: Vec<(String, String)>,
    /// Write migrations that lose data.
    #[arg(long)]
    pub allow_data_loss: bool,
    /// Write nothing; fail with the exit code 3 if there is something to write.
    #[arg(long, conflicts_with_all = ["name", "rename", "fill", "allow_data_loss"])]
    pub check: bool,
}

fn fill(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if column.contains('.') && !value.is_empty() => {
            Ok((column.to_owned(), value.to_owned()))
        }
        _ => Err("write `table.column=SQL`, such as `items.title=''`".to_owned()),
    }
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code. Without one, all codes are listed.
    pub code: Option<String>,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}
