//! A copy of the workspace with another Diesel.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;

use super::{DieselGateError, command};

/// The packages of Diesel's repository that this workspace asks for.
const PACKAGES: [&str; 3] = ["diesel", "diesel_derives", "diesel_migrations"];

/// The copy.
#[derive(Debug)]
pub(super) struct Scratch {
    root: PathBuf,
    /// For the summary.
    pub(super) diesel: String,
}

impl Scratch {
    /// The workspace with the Diesel that it has locked.
    pub(super) fn as_it_is() -> Result<Self, DieselGateError> {
        let root = copy("locked")?;
        Ok(Self {
            root,
            diesel: "as it is locked".to_owned(),
        })
    }

    /// The workspace with a published version of Diesel.
    pub(super) fn with_version(version: &str) -> Result<Self, DieselGateError> {
        let root = copy(version)?;
        change_manifest(&root, |text| require(text, "diesel", version))?;
        let scratch = Self {
            root,
            diesel: version.to_owned(),
        };
        scratch.must(&["update", "--package", "diesel", "--precise", version])?;
        Ok(scratch)
    }

    /// The workspace with the patch release before the least one that it allows.
    pub(super) fn with_previous_version() -> Result<Self, DieselGateError> {
        let path = crate::repository().join("Cargo.toml");
        let manifest = fs::read_to_string(&path);
        let manifest = manifest.map_err(|source| DieselGateError::Copy { path, source })?;
        Self::with_version(&previous(&manifest)?)
    }

    /// The workspace with a checkout of Diesel.
    pub(super) fn with_checkout(checkout: &Path) -> Result<Self, DieselGateError> {
        let there = MetadataCommand::new()
            .current_dir(checkout)
            .no_deps()
            .exec()?
            .packages;
        let packages: BTreeMap<&str, (String, PathBuf)> = there
            .iter()
            .filter_map(|package| {
                let directory = package.manifest_path.parent()?.as_std_path().to_owned();
                Some((
                    package.name.as_str(),
                    (package.version.to_string(), directory),
                ))
            })
            .collect();
        let Some((version, _)) = packages.get("diesel") else {
            return Err(DieselGateError::NoDiesel(checkout.to_owned()));
        };
        let root = copy("checkout")?;
        change_manifest(&root, |text| {
            let mut text = text.to_owned();
            for name in PACKAGES {
                if let Some((version, _)) = packages.get(name) {
                    text = require(&text, name, version)?;
                }
            }
            Ok(text + &patch(&packages))
        })?;
        let scratch = Self {
            root,
            diesel: format!("{version} of {}", checkout.display()),
        };
        scratch.must(&["update", "--workspace"])?;
        Ok(scratch)
    }

    /// Runs Cargo in the copy; whether it succeeded.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Result<bool, DieselGateError> {
        let status = command("cargo")
            .current_dir(&self.root)
            .args(arguments)
            .status();
        let status = status.map_err(|source| DieselGateError::Start("cargo", source))?;
        Ok(status.success())
    }

    fn must(&self, arguments: &[&str]) -> Result<(), DieselGateError> {
        if self.cargo(arguments)? {
            Ok(())
        } else {
            Err(DieselGateError::Command(format!(
                "cargo {}",
                arguments.join(" ")
            )))
        }
    }
}

/// Copies all files that git knows or does not ignore, and leaves what an earlier run has built.
fn copy(label: &str) -> Result<PathBuf, DieselGateError> {
    let from = crate::repository();
    let root = from.join("target/diesel-gate").join(label);
    let listed = command("git")
        .current_dir(&from)
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .output()
        .map_err(|source| DieselGateError::Start("git", source))?;
    if !listed.status.success() {
        return Err(DieselGateError::Command("git ls-files".to_owned()));
    }
    let failed = |source| DieselGateError::Copy {
        path: root.clone(),
        source,
    };
    fs::create_dir_all(&root).map_err(failed)?;
    for entry in fs::read_dir(&root).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name() == "target" {
            continue;
        }
        let path = entry.path();
        let removed = if entry.file_type().map_err(failed)?.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        removed.map_err(failed)?;
    }
    let names = String::from_utf8_lossy(&listed.stdout);
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let (source, copy) = (from.join(name), root.join(name));
        // Deleted and not yet committed.
        let Ok(metadata) = fs::symlink_metadata(&source) else {
            continue;
        };
        fs::create_dir_all(copy.parent().unwrap_or(&root)).map_err(failed)?;
        if metadata.is_symlink() {
            // It leads to another place in the repository, and so in the copy.
            let target = fs::read_link(&source).map_err(failed)?;
            std::os::unix::fs::symlink(target, copy).map_err(failed)?;
        } else if metadata.is_file() {
            fs::copy(source, copy).map_err(failed)?;
        }
    }
    Ok(root)
}

fn change_manifest(
    root: &Path,
    change: impl FnOnce(&str) -> Result<String, DieselGateError>,
) -> Result<(), DieselGateError> {
    let path = root.join("Cargo.toml");
    let failed = |source| DieselGateError::Copy {
        path: path.clone(),
        source,
    };
    let text = fs::read_to_string(&path).map_err(failed)?;
    fs::write(&path, change(&text)?).map_err(failed)
}

/// The patch release before the least one that a manifest asks for.
fn previous(manifest: &str) -> Result<String, DieselGateError> {
    let start = start("diesel");
    let rest = manifest.lines().find_map(|line| line.strip_prefix(&start));
    let (requirement, _) = rest
        .and_then(|rest| rest.split_once('"'))
        .ok_or_else(|| DieselGateError::NoRequirement("diesel".to_owned()))?;
    let (minor, patch) = requirement
        .trim_start_matches('~')
        .rsplit_once('.')
        .unwrap_or_default();
    match patch.parse::<u64>().ok().and_then(|it| it.checked_sub(1)) {
        Some(patch) => Ok(format!("{minor}.{patch}")),
        None => Err(DieselGateError::NoPrevious(requirement.to_owned())),
    }
}

/// What the line of a package in the manifest begins with.
fn start(package: &str) -> String {
    format!("{package} = {{ version = \"")
}

/// The manifest with exactly one version of a package asked for.
fn require(manifest: &str, package: &str, version: &str) -> Result<String, DieselGateError> {
    let start = start(package);
    let mut changed = false;
    let lines = manifest.lines().map(|line| {
        let rest = line.strip_prefix(&start);
        match rest.and_then(|rest| rest.split_once('"')) {
            Some((_, rest)) => {
                changed = true;
                format!("{start}={version}\"{rest}\n")
            }
            None => format!("{line}\n"),
        }
    });
    let text: String = lines.collect();
    if changed {
        Ok(text)
    } else {
        Err(DieselGateError::NoRequirement(package.to_owned()))
    }
}

/// The section that puts the packages of a checkout in the place of those of the registry.
fn patch(packages: &BTreeMap<&str, (String, PathBuf)>) -> String {
    let mut text = "\n[patch.crates-io]\n".to_owned();
    for (name, (_, directory)) in packages {
        let is_diesels = name.starts_with("diesel") || name.starts_with("migrations_");
        if is_diesels || *name == "dsl_auto_type" {
            text += &format!(
                "{name} = {{ path = {:?} }}\n",
                directory.display().to_string()
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::{patch, previous, require};

    #[test]
    fn one_requirement_is_replaced_and_nothing_else() {
        let manifest = "diesel = { version = \"~9.1.4\", features = [\ndiesel_derives = { version = \"9.1\" }\n";
        let changed = require(manifest, "diesel", "9.1.0").expect("there is a requirement");
        assert_eq!(
            changed,
            "diesel = { version = \"=9.1.0\", features = [\ndiesel_derives = { version = \"9.1\" }\n"
        );
    }

    #[test]
    fn the_previous_version_is_one_patch_release_below_the_requirement() {
        let of = |requirement| previous(&format!("diesel = {{ version = \"{requirement}\" }}\n"));
        assert_eq!(of("~9.1.4").expect("there is one"), "9.1.3");
        let none = of("~9.1.0").expect_err("it is the first of its series");
        assert!(none.to_string().contains("`~9.1.0`"), "{none}");
    }

    #[test]
    fn a_requirement_that_is_written_otherwise_is_an_error() {
        let wrong = require("diesel = \"9.1\"\n", "diesel", "9.1.0").expect_err("no such line");
        assert!(
            wrong.to_string().contains("`diesel = { version = "),
            "{wrong}"
        );
    }

    #[test]
    fn a_checkout_replaces_its_own_packages() {
        let packages = BTreeMap::from([
            (
                "diesel",
                ("2.4.0".to_owned(), PathBuf::from("/somewhere/diesel")),
            ),
            (
                "example",
                ("0.0.0".to_owned(), PathBuf::from("/somewhere/example")),
            ),
        ]);
        assert_eq!(
            patch(&packages),
            "\n[patch.crates-io]\ndiesel = { path = \"/somewhere/diesel\" }\n"
        );
    }
}
