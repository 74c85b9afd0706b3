//! The first plugin and its host, typed in from the README and run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use diesel::{Connection as _, PgConnection, RunQueryDsl as _};
use throwaway_postgres::Server;

use crate::{File, Outcome, blocks, files, root};

/// The published crates, which a reader has from the registry and this test from here.
const CRATES: [&str; 5] = [
    "schema-iso",
    "schema-iso-derive",
    "schema-iso-diesel",
    "schema-iso-host",
    "schema-iso-query",
];

/// The files that the reader writes.
fn files_of_the_reader() -> Outcome<Vec<File>> {
    let mut all = Vec::new();
    for (language, comment) in [("toml", "#"), ("rust", "//"), ("sql", "--")] {
        all.extend(files(language, comment)?);
    }
    all.retain(|file| !file.is_of_the_examples());
    Ok(all)
}

/// A command of the README, and what it prints.
struct Step {
    arguments: Vec<&'static str>,
    output: String,
}

/// The steps of the README's console, of which each runs Cargo.
fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in blocks("console").iter().flat_map(|block| block.lines()) {
        if let Some(command) = line.strip_prefix("$ cargo ") {
            steps.push(Step {
                arguments: command.split(' ').collect(),
                output: String::new(),
            });
        } else if !line.starts_with("$ export DATABASE_URL=") {
            let step = steps.last_mut().expect("a command comes before its output");
            step.output.push_str(line);
            step.output.push('\n');
        }
    }
    steps
}

/// A directory outside of this workspace, removed when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn create() -> Outcome<Self> {
        let name = format!("schema-iso-readme-{}", process::id());
        let directory = env::temp_dir().join(name);
        fs::create_dir(&directory)?;
        Ok(Self(directory))
    }

    fn write(&self, path: &str, text: &str) -> Outcome {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().ok_or("a file is in a directory")?)?;
        Ok(fs::write(path, text)?)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's temporary directory.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Has Cargo take the crates of this repository for those of the registry.
fn patch() -> Outcome<String> {
    let root = root().canonicalize()?;
    let mut patch = "\n[patch.crates-io]\n".to_owned();
    for name in CRATES {
        let path = root.join(name);
        patch += &format!("{name} = {{ path = {path:?} }}\n");
    }
    Ok(patch)
}

/// The target directory of this workspace, where most dependencies are built already.
fn target_directory() -> Outcome<&'static Path> {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    directory.ok_or_else(|| "the directory for tests is in the target directory".into())
}

fn new_database() -> Outcome<String> {
    let server = Server::shared()?;
    let name = format!("readme_{}", process::id());
    let mut conn = PgConnection::establish(&server.url("postgres"))?;
    diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn)?;
    Ok(server.url(&name))
}

fn drop_database(url: &str) -> Outcome {
    let name = format!("readme_{}", process::id());
    assert!(url.contains(&name), "{url} is of another database");
    let mut conn = PgConnection::establish(&Server::shared()?.url("postgres"))?;
    diesel::sql_query(format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut conn)?;
    Ok(())
}

#[test]
fn its_first_plugin_and_host_run_as_typed_in() -> Outcome {
    let scratch = Scratch::create()?;
    for File { path, text } in files_of_the_reader()? {
        let patch = if path == "Cargo.toml" {
            patch()?
        } else {
            String::new()
        };
        scratch.write(path, &format!("{text}\n{patch}"))?;
    }
    // The versions that this workspace was tested with; they have been downloaded.
    fs::copy(root().join("Cargo.lock"), scratch.0.join("Cargo.lock"))?;

    let steps = steps();
    assert!(!steps.is_empty(), "the README does not say what it prints");
    let database = new_database()?;
    for Step { arguments, output } in steps {
        let run = Command::new(env!("CARGO"))
            .args(&arguments)
            .arg("--offline")
            .current_dir(&scratch.0)
            .env("CARGO_TARGET_DIR", target_directory()?)
            .env("DATABASE_URL", &database)
            .output()?;
        let stderr = String::from_utf8(run.stderr)?;
        assert!(run.status.success(), "cargo {arguments:?} fails:\n{stderr}");
        assert_eq!(String::from_utf8(run.stdout)?, output, "{stderr}");
        assert_eq!(stderr, "", "cargo {arguments:?} warns");
    }
    drop_database(&database)
}

/// The documentation of the crates shows this plugin, from `examples/notes`.
#[test]
fn its_first_plugin_is_the_one_of_the_documentation() -> Outcome {
    let mut compared = 0;
    for File { path, text } in files_of_the_reader()? {
        let Some(inside) = path.strip_prefix("notes/") else {
            continue;
        };
        // In this workspace, versions and lints are inherited.
        if inside != "Cargo.toml" {
            let example = fs::read_to_string(root().join("examples/notes").join(inside))?;
            assert_eq!(example.trim_end(), text, "{path}");
            compared += 1;
        }
    }
    assert_eq!(compared, 4, "build script, library and two migrations");
    Ok(())
}

#[test]
fn its_versions_are_those_of_this_repository() -> Outcome {
    let version = env!("CARGO_PKG_VERSION");
    let mut shown = 0;
    for File { path, text } in files("toml", "#")? {
        for line in text.lines().filter(|line| line.starts_with("schema-iso")) {
            let (_, rest) = line.split_once(" = \"").ok_or("no version")?;
            let wanted = rest.trim_end_matches('"');
            assert!(
                version.starts_with(wanted),
                "{path}: {wanted} is not {version}"
            );
            shown += 1;
        }
    }
    assert_eq!(shown, 2, "the plugin's dependency and the host's");
    Ok(())
}
