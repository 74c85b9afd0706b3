//! README.md says what is true of this repository.

use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

const README: &str = include_str!("../../../README.md");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("\n```{language}\n");
    let blocks = README.split(fence.as_str()).skip(1);
    blocks
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}

#[test]
fn its_rust_code_is_code_of_the_examples_and_so_compiles() -> Outcome {
    let blocks = blocks("rust");
    assert!(blocks.len() >= 4, "{} blocks of Rust", blocks.len());
    for block in blocks {
        let (path, code) = block.split_once('\n').ok_or("a block has one line")?;
        let path = path
            .strip_prefix("// ")
            .ok_or("a block does not name its file")?;
        let file = fs::read_to_string(root().join(path))?;
        // `// …` stands for what is left out.
        for piece in code.split("// …\n") {
            let piece = piece.trim_matches('\n');
            assert!(file.contains(piece), "{path} has no such code:\n{piece}");
        }
    }
    Ok(())
}

#[test]
fn its_sql_is_sql_of_the_examples() -> Outcome {
    let blocks = blocks("sql");
    assert!(!blocks.is_empty(), "no migration is shown");
    for block in blocks {
        let (path, code) = block.split_once('\n').ok_or("a block has one line")?;
        let path = path
            .strip_prefix("-- ")
            .ok_or("a block does not name its file")?;
        let file = fs::read_to_string(root().join(path))?;
        assert!(file.contains(code), "{path} has no such code:\n{code}");
    }
    Ok(())
}

#[test]
fn its_dependency_is_the_crate_of_this_repository() -> Outcome {
    let blocks = blocks("toml");
    assert!(!blocks.is_empty(), "no manifest is shown");
    let version = env!("CARGO_PKG_VERSION");
    let manifest = fs::read_to_string(root().join("schema-iso-diesel/Cargo.toml"))?;
    for block in blocks {
        let (_, dependency) = block
            .split_once("schema-iso-diesel = { version = \"")
            .ok_or("a manifest does not name the crate")?;
        let (shown, rest) = dependency
            .split_once('"')
            .ok_or("a version is not closed")?;
        assert!(version.starts_with(shown), "{shown} is not of {version}");
        let features: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
        assert!(!features.is_empty(), "no feature is shown");
        for feature in features {
            let declared = format!("\n{feature} = ");
            assert!(manifest.contains(&declared), "{feature} is no feature");
        }
    }
    Ok(())
}

#[test]
fn its_commands_are_there_and_can_be_run() -> Outcome {
    let commands = blocks("sh").concat();
    for command in ["./demo", "./test-all"] {
        assert!(commands.contains(command), "{command} is not shown");
        let mode = fs::metadata(root().join(command))?.permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{command} cannot be run");
    }
    Ok(())
}
