//! `PluginsError`: why the plugins are not known.

use std::io;
use std::path::PathBuf;

/// Why the plugins, or what they declare, are not known.
///
/// ```
/// use cargo_schema_iso::plugins::PluginsError;
///
/// let error = PluginsError::NoPackage { package: "nots".to_owned(), plugins: vec!["notes".to_owned()] };
/// assert!(error.to_string().contains("`notes`"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PluginsError {
    /// Cargo does not read the workspace.
    #[error("Cargo cannot read the workspace")]
    Workspace {
        /// Why.
        source: cargo_metadata::Error,
    },
    /// There is no package of the name.
    #[error("the workspace has no package `{package}`; its plugins are {}", list(.plugins))]
    NoPackage {
        /// The package.
        package: String,
        /// The packages that may be plugins.
        plugins: Vec<String>,
    },
    /// A package is no plugin.
    #[error("the package `{package}` is not a plugin: {reason}")]
    NotAPlugin {
        /// The package.
        package: String,
        /// Why not.
        reason: &'static str,
    },
    /// There is no plugin at all.
    #[error(
        "the workspace has no plugin: no package depends on `schema-iso-diesel` and has a library with `#[plugin]`"
    )]
    None,
    /// A choice is needed.
    #[error("the workspace has several plugins; choose with `-p`: {}", list(.plugins))]
    Several {
        /// The packages.
        plugins: Vec<String>,
    },
    /// Cargo cannot be started.
    #[error("Cargo cannot be started")]
    Cargo {
        /// Why.
        source: io::Error,
    },
    /// A plugin does not compile; Cargo has said why.
    #[error("the plugins do not compile; the errors are above")]
    DoesNotCompile,
    /// The program that describes the plugins fails.
    #[error("the program that describes the plugins ended with {status}: {output}")]
    Describe {
        /// How it ended.
        status: String,
        /// What it said.
        output: String,
    },
    /// The description is of another form.
    #[error(
        "the description of `{package}` cannot be read; the plugin uses another version of Schema Iso than this command"
    )]
    Description {
        /// The package.
        package: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A file of the program cannot be written or read.
    #[error("`{path}` cannot be written or read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn list(plugins: &[String]) -> String {
    if plugins.is_empty() {
        return "none".to_owned();
    }
    let plugins: Vec<String> = plugins.iter().map(|it| format!("`{it}`")).collect();
    plugins.join(", ")
}
