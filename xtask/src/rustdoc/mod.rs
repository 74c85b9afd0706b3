//! What rustdoc knows of the crates: every item and every implementation, after macros are
//! expanded and features are decided.
//!
//! rustdoc writes this as JSON, which only a nightly toolchain or `RUSTC_BOOTSTRAP=1` allows. The
//! latter is the toolchain that builds everything else, so what is read is what is built. A target
//! directory of its own keeps that variable away from other builds.

mod features;
#[cfg(test)]
pub(crate) mod fixture;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};
use rustdoc_types::{Crate, FORMAT_VERSION};
use serde::Deserialize;

use self::features::Features;
pub(crate) use self::features::{FACADE, features_of};
pub(crate) use self::text::Text;

/// The crates of Diesel that are read.
pub(crate) const DIESEL: &str = "diesel";
/// The crate of Diesel's macros.
pub(crate) const DERIVES: &str = "diesel_derives";

/// Why rustdoc's output cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum RustdocError {
    /// `cargo metadata` failed.
    #[error("cannot ask cargo for the packages")]
    Metadata(#[from] cargo_metadata::Error),
    /// The build has no such package.
    #[error("the build has no package `{0}`")]
    NoPackage(String),
    /// `cargo doc` cannot be started.
    #[error("cannot run `cargo doc`")]
    Start(#[source] io::Error),
    /// `cargo doc` failed.
    #[error("`cargo doc` failed; its errors are above")]
    Failed,
    /// The features that were built are not those that `cargo metadata` reports.
    #[error("{0}")]
    Features(String),
    /// A file that rustdoc should have written cannot be read.
    #[error("cannot read `{path}`")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file has another format than `rustdoc-types` reads.
    #[error("cannot read the rustdoc JSON in `{path}`")]
    Json {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The toolchain writes another version of the format.
    #[error(
        "rustdoc of this toolchain writes format {found}, and `rustdoc-types` reads {FORMAT_VERSION}; \
         use the Rust version of the workspace manifest, or change `rustdoc-types` with it"
    )]
    Format {
        /// The version in the file.
        found: u32,
    },
    /// The file is of another version of the crate.
    #[error(
        "`{path}` is of version {found}, and {wanted} is locked; remove the directory and try again"
    )]
    Stale {
        /// The file.
        path: PathBuf,
        /// The version in it.
        found: String,
        /// The version in the lock file.
        wanted: String,
    },
}

/// rustdoc's output for Diesel, its macros, and the crates of ours that a plugin is built on.
#[derive(Debug)]
pub(crate) struct Documented {
    /// By the name under which code names the crate.
    pub(crate) crates: BTreeMap<String, Crate>,
    /// The version of Diesel.
    pub(crate) version: String,
}

impl Documented {
    /// Documents the crates of a workspace, or reads what is there if nothing has changed.
    ///
    /// # Errors
    ///
    /// If Cargo, rustdoc or a file fails, or the features are not those that were asked for.
    pub(crate) fn of(workspace: &Path) -> Result<Self, RustdocError> {
        let metadata = MetadataCommand::new()
            .manifest_path(workspace.join("Cargo.toml"))
            .features(CargoOpt::AllFeatures)
            .other_options(["--locked".to_owned()])
            .exec()?;
        let packages = packages(&metadata)?;
        let features = Features::of(&metadata)?;
        let target = workspace.join("target/rustdoc-json");
        document(workspace, &target, packages.keys(), &features)?;
        let mut crates = BTreeMap::new();
        for (package, version) in &packages {
            let name = package.replace('-', "_");
            let path = target.join("doc").join(format!("{name}.json"));
            crates.insert(name, read(&path, version)?);
        }
        let version = packages.get(DIESEL).cloned().unwrap_or_default();
        Ok(Self { crates, version })
    }

    /// The crates of ours, by name.
    pub(crate) fn ours(&self) -> impl Iterator<Item = (&String, &Crate)> {
        self.crates
            .iter()
            .filter(|(name, _)| ![DIESEL, DERIVES].contains(&name.as_str()))
    }
}

/// The packages to read with their versions: Diesel's two, and those of the workspace that the
/// façade is built on.
fn packages(metadata: &Metadata) -> Result<BTreeMap<String, String>, RustdocError> {
    let resolve = metadata.resolve.as_ref();
    let nodes = resolve.map_or(&[][..], |resolve| &resolve.nodes[..]);
    let facade = metadata.packages.iter().find(|it| it.name == FACADE);
    let facade = facade.ok_or_else(|| RustdocError::NoPackage(FACADE.to_owned()))?;
    let mut waiting = vec![&facade.id];
    let mut found = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        let Some(package) = metadata.packages.iter().find(|it| it.id == *id) else {
            continue;
        };
        let name = package.name.to_string();
        let is_diesels = [DIESEL, DERIVES].contains(&name.as_str());
        if !is_diesels && !metadata.workspace_members.contains(id) {
            continue;
        }
        if found.insert(name, package.version.to_string()).is_some() {
            continue;
        }
        let node = nodes.iter().find(|node| node.id == *id);
        let normal = node.into_iter().flat_map(|node| &node.deps).filter(|dep| {
            let mut kinds = dep.dep_kinds.iter();
            kinds.any(|kind| kind.kind == cargo_metadata::DependencyKind::Normal)
        });
        waiting.extend(normal.map(|dep| &dep.pkg));
    }
    for name in [DIESEL, DERIVES] {
        if !found.contains_key(name) {
            return Err(RustdocError::NoPackage(name.to_owned()));
        }
    }
    Ok(found)
}

/// What Cargo reports of a unit that it has built.
#[derive(Deserialize)]
struct Artifact {
    reason: String,
    #[serde(default)]
    features: Vec<String>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Runs `cargo doc`, and compares the features that it reports with those that are meant.
fn document<'p>(
    workspace: &Path,
    target: &Path,
    packages: impl Iterator<Item = &'p String>,
    features: &Features,
) -> Result<(), RustdocError> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(workspace)
        .args([
            "doc",
            "--locked",
            "--no-deps",
            "--message-format=json-render-diagnostics",
        ])
        .args(packages.flat_map(|package| ["--package", package]))
        .args(["--features", &features.to_ask_for.join(",")])
        .arg("--target-dir")
        .arg(target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTDOCFLAGS",
            "-Zunstable-options --output-format json --document-private-items \
             --document-hidden-items --cap-lints allow",
        )
        // Of the `cargo run` around this, which builds another target directory.
        .env_remove("CARGO_TARGET_DIR")
        .stderr(Stdio::inherit())
        .output()
        .map_err(RustdocError::Start)?;
    if !output.status.success() {
        return Err(RustdocError::Failed);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let artifacts = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    let built = artifacts
        .filter(|it| it.reason == "compiler-artifact")
        .find(|it| {
            it.target
                .as_ref()
                .is_some_and(|target| target.name == DIESEL)
        });
    features
        .compare(&built.map(|it| it.features).unwrap_or_default())
        .map_err(RustdocError::Features)
}

fn read(path: &Path, version: &str) -> Result<Crate, RustdocError> {
    /// What is the same in every version of the format.
    #[derive(Deserialize)]
    struct Version {
        format_version: u32,
    }
    let text = fs::read_to_string(path).map_err(|source| RustdocError::File {
        path: path.to_owned(),
        source,
    })?;
    let json = |source| RustdocError::Json {
        path: path.to_owned(),
        source,
    };
    let found = serde_json::from_str::<Version>(&text).map_err(json)?;
    if found.format_version != FORMAT_VERSION {
        return Err(RustdocError::Format {
            found: found.format_version,
        });
    }
    let krate = parse(&text).map_err(json)?;
    match &krate.crate_version {
        Some(found) if found != version => Err(RustdocError::Stale {
            path: path.to_owned(),
            found: found.clone(),
            wanted: version.to_owned(),
        }),
        _ => Ok(krate),
    }
}

/// Reads one file's JSON.
fn parse(text: &str) -> Result<Crate, serde_json::Error> {
    /// Types nest as deep as tuples and functions of Diesel do, which is deeper than a thread's
    /// usual stack in a build without optimizations.
    const STACK: usize = 512 << 20;
    let read = move || {
        let mut parser = serde_json::Deserializer::from_str(text);
        parser.disable_recursion_limit();
        Crate::deserialize(&mut parser)
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let reader = thread
            .spawn_scoped(scope, read)
            .map_err(serde_json::Error::io)?;
        reader.join().expect("the parser does not panic")
    })
}
