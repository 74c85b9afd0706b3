//! `Workspace`: the packages that may be plugins, by Cargo's metadata.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use super::error::PluginsError;

/// The crate that every plugin depends on.
const FACADE: &str = "schema-iso-diesel";

/// A workspace, as Cargo reads it.
#[derive(Debug)]
pub struct Workspace {
    pub(super) metadata: Metadata,
}

/// A package that may be a plugin: it depends on the façade and has a library.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name of the package.
    pub package: String,
    /// The directory of its manifest.
    pub root: PathBuf,
    /// `[package.metadata.schema-iso]`.
    pub(super) settings: serde_json::Value,
}

impl Candidate {
    /// Tables that no struct declares and that stay: `keep-tables` of the manifest's
    /// `[package.metadata.schema-iso]`.
    #[must_use]
    pub fn kept_tables(&self) -> BTreeSet<String> {
        let list = self
            .settings
            .get("keep-tables")
            .and_then(|it| it.as_array());
        let names = list.into_iter().flatten().filter_map(|it| it.as_str());
        names.map(str::to_owned).collect()
    }
}

impl Workspace {
    /// Reads the workspace of a manifest, or of the current directory.
    ///
    /// # Errors
    ///
    /// [`PluginsError::Workspace`] if Cargo cannot.
    pub fn read(manifest: Option<&Path>) -> Result<Self, PluginsError> {
        let mut command = MetadataCommand::new();
        if let Some(manifest) = manifest {
            command.manifest_path(manifest);
        }
        let metadata = command.exec();
        metadata
            .map(|metadata| Self { metadata })
            .map_err(|source| PluginsError::Workspace { source })
    }

    /// The packages that may be plugins: those named, or else that of the current
    /// directory if it may be one, or else all of the workspace.
    ///
    /// # Errors
    ///
    /// [`PluginsError`] if a named package does not exist or cannot be a plugin, or if there is
    /// none.
    pub fn candidates(&self, named: &[String]) -> Result<Vec<Candidate>, PluginsError> {
        let members = self.metadata.workspace_packages();
        let of = |package: &Package| candidate(package).ok();
        if named.is_empty() {
            let here = std::env::current_dir().unwrap_or_default();
            let current = members
                .iter()
                .filter(|package| here.starts_with(directory(package)))
                .max_by_key(|package| directory(package).as_os_str().len())
                .filter(|package| {
                    directory(package) != *self.metadata.workspace_root.as_std_path()
                });
            if let Some(current) = current.and_then(|package| of(package)) {
                return Ok(vec![current]);
            }
            let all: Vec<Candidate> = members.into_iter().filter_map(of).collect();
            return if all.is_empty() {
                Err(PluginsError::None)
            } else {
                Ok(all)
            };
        }
        let one = |name: &String| {
            let package = members.iter().find(|it| it.name.as_str() == name);
            let package = package.ok_or_else(|| PluginsError::NoPackage {
                package: name.clone(),
                plugins: members
                    .iter()
                    .filter_map(|package| Some(of(package)?.package))
                    .collect(),
            })?;
            candidate(package).map_err(|reason| PluginsError::NotAPlugin {
                package: name.clone(),
                reason,
            })
        };
        named.iter().map(one).collect()
    }
}

fn directory(package: &Package) -> PathBuf {
    let manifest = package.manifest_path.as_std_path();
    manifest.parent().unwrap_or(manifest).to_owned()
}

fn candidate(package: &Package) -> Result<Candidate, &'static str> {
    let mut dependencies = package.dependencies.iter();
    if !dependencies.any(|it| it.name == FACADE && it.kind == DependencyKind::Normal) {
        return Err("it does not depend on `schema-iso-diesel`");
    }
    if !package.targets.iter().any(|target| target.is_lib()) {
        return Err("it has no library");
    }
    Ok(Candidate {
        package: package.name.to_string(),
        root: directory(package),
        settings: package
            .metadata
            .get("schema-iso")
            .cloned()
            .unwrap_or_default(),
    })
}
