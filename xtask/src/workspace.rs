//! What Cargo says of this workspace.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand, Package};

use crate::repository;

/// Why a command of Cargo did not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum CargoError {
    /// The workspace cannot be read.
    #[error("cannot read the workspace")]
    Metadata(#[from] cargo_metadata::Error),
    /// A program cannot be started.
    #[error("cannot start `{command}`")]
    Start {
        /// The program and its arguments.
        command: String,
        /// Why.
        source: io::Error,
    },
    /// A program failed; its own output says why.
    #[error("`{command}` failed")]
    Failed {
        /// The program and its arguments.
        command: String,
    },
}

/// Reads the workspace, without its dependencies.
pub(crate) fn metadata() -> Result<Metadata, CargoError> {
    let manifest = repository().join("Cargo.toml");
    Ok(MetadataCommand::new()
        .manifest_path(manifest)
        .no_deps()
        .exec()?)
}

/// The packages that are published: those that do not say `publish = false`.
pub(crate) fn published(metadata: &Metadata) -> Vec<&Package> {
    let members = metadata.workspace_packages();
    let mut published: Vec<&Package> = members
        .into_iter()
        .filter(|package| package.publish.is_none())
        .collect();
    published.sort_by(|left, right| left.name.cmp(&right.name));
    published
}

/// The Cargo that runs this command, in the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(repository());
    command
}

/// Runs a program, whose output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), CargoError> {
    let text = text(command);
    let status = command.status().map_err(|source| CargoError::Start {
        command: text.clone(),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(CargoError::Failed { command: text })
    }
}

/// A command as somebody would type it.
fn text(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let mut text = program.file_name().unwrap_or_default().to_os_string();
    for argument in command.get_args() {
        text.push(" ");
        text.push(argument);
    }
    text.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_as_it_is_typed() {
        let mut command = Command::new("/bin/sh");
        let error = run(command.args(["-c", "exit 3"])).expect_err("it exits with 3");
        assert_eq!(error.to_string(), "`sh -c exit 3` failed");
    }

    #[test]
    fn what_is_not_published_is_left_out() {
        let metadata = metadata().expect("the workspace is read");
        let published = published(&metadata);
        assert!(published.iter().any(|it| it.name == "schema-iso-diesel"));
        assert!(!published.iter().any(|it| it.name == env!("CARGO_PKG_NAME")));
    }
}
