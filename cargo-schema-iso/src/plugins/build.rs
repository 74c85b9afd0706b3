//! Builds plugins into a program that describes them.
//!
//! The program is a package in the target directory of the workspace. It has the workspace's lock
//! file and target directory, so that what is compiled already is not compiled again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::PluginsError;
use super::workspace::{Candidate, Workspace};
use crate::declarations::Declarations;

/// A plugin and what it declares.
#[derive(Debug, Clone)]
pub struct Plugin {
    /// The package.
    pub candidate: Candidate,
    /// What its code declares.
    pub declarations: Declarations,
}

impl Plugin {
    /// The directory of its migrations, which need not exist: that of the migrations that are
    /// compiled in, or else `migrations` beside the manifest.
    #[must_use]
    pub fn migrations(&self) -> PathBuf {
        let known = self.declarations.migrations.first();
        let relative = known.and_then(|it| Path::new(&it.up_path).parent()?.parent());
        let relative = relative.unwrap_or(Path::new("migrations"));
        self.candidate.root.join(relative)
    }
}

/// Builds packages and returns those that are plugins, in the order of `candidates`. Cargo's
/// messages, and the errors of rustc, go to the terminal.
///
/// # Errors
///
/// [`PluginsError`] if a package does not compile, or one that is `named` is no plugin.
pub fn learn(
    workspace: &Workspace,
    candidates: &[Candidate],
    named: bool,
    quiet: bool,
) -> Result<Vec<Plugin>, PluginsError> {
    let target = workspace.metadata.target_directory.as_std_path();
    let scratch = target.join("schema-iso").join("describe");
    fs::create_dir_all(&scratch).map_err(failed(&scratch))?;
    // Two runs would write one program. The lock ends with the file.
    let lock = scratch.join("lock");
    let locked = fs::File::create(&lock).and_then(|file| file.lock().map(|()| file));
    let _locked = locked.map_err(failed(&lock))?;
    write(workspace, candidates, &scratch)?;
    let cargo = |command: &str, quiet: bool| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).arg("--manifest-path");
        cargo.arg(scratch.join("Cargo.toml"));
        cargo.arg("--target-dir").arg(target);
        if quiet {
            cargo.arg("--quiet");
        }
        cargo
    };
    let status = cargo("build", quiet).stdout(Stdio::null()).status();
    let status = status.map_err(|source| PluginsError::Cargo { source })?;
    if !status.success() {
        return Err(PluginsError::DoesNotCompile);
    }
    // Cargo knows where the program is, and how it is run.
    let output = cargo("run", true).output();
    let output = output.map_err(|source| PluginsError::Cargo { source })?;
    if !output.status.success() {
        return Err(PluginsError::Describe {
            status: output.status.to_string(),
            output: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut plugins = Vec::new();
    for (candidate, line) in candidates.iter().zip(text.lines()) {
        let read = serde_json::from_str(line);
        let read: Option<Declarations> = read.map_err(|source| PluginsError::Description {
            package: candidate.package.clone(),
            source,
        })?;
        // A package may export everything of a plugin that it depends on.
        match read.filter(|it| it.crate_name == candidate.package) {
            Some(declarations) => plugins.push(Plugin {
                candidate: candidate.clone(),
                declarations,
            }),
            None if named => {
                return Err(PluginsError::NotAPlugin {
                    package: candidate.package.clone(),
                    reason: "it has no `#[plugin]` at its root",
                });
            }
            None => {}
        }
    }
    if plugins.is_empty() {
        return Err(PluginsError::None);
    }
    Ok(plugins)
}

/// The name of the package, which nobody else has.
const PROGRAM: &str = "schema-iso-describe";

fn write(
    workspace: &Workspace,
    candidates: &[Candidate],
    scratch: &Path,
) -> Result<(), PluginsError> {
    let mut manifest = format!(
        "# Written by `cargo schema-iso`.\n[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\n\n[workspace]\n\n[dependencies]\n"
    );
    for (number, candidate) in candidates.iter().enumerate() {
        let path = toml_text(&candidate.root.display().to_string());
        let package = toml_text(&candidate.package);
        // Writing to a text cannot fail.
        let _ = writeln!(
            manifest,
            "plugin{number} = {{ package = {package}, path = {path} }}"
        );
    }
    manifest += &libpq(workspace);
    let mut main = "//! Written by `cargo schema-iso`.\n\nstruct NotAPlugin;\n\n#[allow(dead_code)]\nimpl NotAPlugin {\n    \
                    fn to_json(&self) -> &str {\n        \"null\"\n    }\n}\n\n#[allow(dead_code)]\n\
                    const __SCHEMA_ISO_PLUGIN: NotAPlugin = NotAPlugin;\n\nfn main() {\n"
        .to_owned();
    for number in 0..candidates.len() {
        // A name that the import does not bring is the one above.
        let _ = writeln!(
            main,
            "    {{\n        #[allow(unused_imports)]\n        use plugin{number}::*;\n        \
             println!(\"{{}}\", __SCHEMA_ISO_PLUGIN.to_json());\n    }}"
        );
    }
    main += "}\n";
    let sources = scratch.join("src");
    fs::create_dir_all(&sources).map_err(failed(&sources))?;
    replace(&scratch.join("Cargo.toml"), &manifest)?;
    replace(&sources.join("main.rs"), &main)?;
    let locked = workspace
        .metadata
        .workspace_root
        .as_std_path()
        .join("Cargo.lock");
    if let Ok(locked) = fs::read_to_string(&locked) {
        let path = scratch.join("Cargo.lock");
        fs::write(&path, locked).map_err(failed(&path))?;
    }
    Ok(())
}

/// The same libpq as the workspace's host links, if there is a host.
fn libpq(workspace: &Workspace) -> String {
    let metadata = &workspace.metadata;
    let features: BTreeMap<&str, Vec<String>> = metadata
        .resolve
        .iter()
        .flat_map(|resolve| &resolve.nodes)
        .filter_map(|node| {
            let package = metadata.packages.iter().find(|it| it.id == node.id)?;
            let features = node.features.iter().map(ToString::to_string);
            (package.name.as_str() == "pq-sys").then(|| (package.name.as_str(), features.collect()))
        })
        .collect();
    let Some(features) = features.get("pq-sys") else {
        return String::new();
    };
    let bundled = features.iter().find(|it| it.starts_with("bundled"));
    match (bundled, features.iter().any(|it| it == "bundled")) {
        (_, true) => "pq-sys = { version = \"0.7\", features = [\"bundled\"] }\n".to_owned(),
        (Some(_), _) => {
            "pq-sys = { version = \"0.7\", features = [\"bundled_without_openssl\"] }\n".to_owned()
        }
        (None, _) => String::new(),
    }
}

fn toml_text(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Leaves a file that is right as it is, so that Cargo does not compile again.
fn replace(path: &Path, text: &str) -> Result<(), PluginsError> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(failed(path))
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> PluginsError + '_ {
    move |source| PluginsError::File {
        path: path.to_owned(),
        source,
    }
}
