//! From a name to what it stands for, through all re-exports.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};

#[cfg(test)]
use super::source::Module;
use super::source::{CrateSource, Import, Kind, ModulePath, SourceError};
use crate::rustdoc::features_of;

/// What a name stands for in the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    pub(super) krate: String,
    pub(super) module: ModulePath,
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl Origin {
    /// The module's own path, for an origin that is a module.
    pub(super) fn as_module(&self) -> ModulePath {
        let mut path = self.module.clone();
        path.push(self.name.clone());
        path
    }
}

/// The crates whose sources are followed; all others are taken by their names.
#[derive(Debug, Clone)]
pub(super) struct Crates(BTreeMap<String, CrateSource>);

/// What a plugin names `diesel`.
pub(super) const CURATED: &str = "schema_iso_diesel";

/// The type layer below it.
pub(super) const QUERY: &str = "schema_iso_query";

/// Diesel's.
pub(super) const DIESEL: &str = "diesel";

/// That of Diesel's derives, whose macros are taken by their names.
pub(super) const DERIVES: &str = "diesel_derives";

impl Crates {
    /// Reads the crates that matter here, with the features that a build of this workspace can
    /// give them.
    pub(super) fn of_this_repository() -> Result<Self, SourceError> {
        let metadata = MetadataCommand::new()
            .manifest_path(crate::repository().join("Cargo.toml"))
            .features(CargoOpt::AllFeatures)
            .exec()?;
        let read = |package| read(&metadata, package);
        Ok(Self(BTreeMap::from([
            (DIESEL.to_owned(), read("diesel")?),
            (QUERY.to_owned(), read("schema-iso-query")?),
            (CURATED.to_owned(), read("schema-iso-diesel")?),
        ])))
    }

    /// The sources of a crate that is followed.
    pub(super) fn source(&self, krate: &str) -> Option<&CrateSource> {
        self.0.get(krate)
    }

    #[cfg(test)]
    pub(super) fn module_mut(&mut self, krate: &str, path: &ModulePath) -> &mut Module {
        let source = self.0.get_mut(krate).expect("the crate is followed");
        source
            .modules
            .get_mut(path)
            .expect("the crate has the module")
    }

    /// The public names of a module, and what each stands for.
    pub(super) fn public_names(
        &self,
        krate: &str,
        module: &ModulePath,
    ) -> BTreeMap<String, BTreeSet<Origin>> {
        let mut names = BTreeMap::new();
        self.collect(krate, module, &mut names, &mut BTreeSet::new());
        names
    }

    /// The public names of whatever modules a path leads to.
    pub(super) fn public_names_at(&self, krate: &str, path: &[String]) -> BTreeSet<String> {
        let origins = self.resolve(krate, &ModulePath::new(), path);
        let mut modules: Vec<_> = origins
            .iter()
            .filter(|origin| origin.kind == Kind::Module)
            .map(|origin| (origin.krate.as_str(), origin.as_module()))
            .collect();
        if path.is_empty() {
            modules.push((krate, ModulePath::new()));
        }
        modules
            .into_iter()
            .flat_map(|(krate, module)| self.public_names(krate, &module).into_keys())
            .collect()
    }

    fn collect(
        &self,
        krate: &str,
        path: &ModulePath,
        into: &mut BTreeMap<String, BTreeSet<Origin>>,
        seen: &mut BTreeSet<ModulePath>,
    ) {
        let Some(module) = self.source(krate).and_then(|it| it.modules.get(path)) else {
            return;
        };
        if !seen.insert(path.clone()) {
            return;
        }
        for definition in module.definitions.iter().filter(|it| it.public) {
            into.entry(definition.name.clone())
                .or_default()
                .insert(Origin {
                    krate: krate.to_owned(),
                    module: path.clone(),
                    name: definition.name.clone(),
                    kind: definition.kind,
                });
        }
        for import in module.imports.iter().filter(|it| it.public) {
            let origins = self.resolve(krate, path, &import.path);
            match &import.name {
                Some(name) => {
                    let named = into.entry(name.clone()).or_default();
                    named.extend(origins.into_iter().filter(|it| self.can_be_exported(it)));
                    if named.is_empty() {
                        // A macro makes it, where the import says.
                        named.insert(made_by_macro(krate, import));
                    }
                }
                None => {
                    for origin in origins.iter().filter(|it| it.kind == Kind::Module) {
                        self.collect(&origin.krate, &origin.as_module(), into, seen);
                    }
                }
            }
        }
    }

    /// Whether a `pub use` takes it along; a private module of the same name stays behind.
    fn can_be_exported(&self, origin: &Origin) -> bool {
        let module = self
            .source(&origin.krate)
            .and_then(|it| it.modules.get(&origin.module));
        origin.kind != Kind::Module
            || module.is_none_or(|module| {
                let mut definitions = module.definitions.iter();
                definitions.any(|it| it.name == origin.name && it.public)
            })
    }

    /// What a path stands for, read in a module.
    fn resolve(&self, krate: &str, module: &ModulePath, path: &[String]) -> BTreeSet<Origin> {
        self.resolve_guarded(krate, module, path, &mut BTreeSet::new())
    }

    fn resolve_guarded(
        &self,
        krate: &str,
        module: &ModulePath,
        path: &[String],
        under_way: &mut BTreeSet<(String, ModulePath, String)>,
    ) -> BTreeSet<Origin> {
        let Some((first, rest)) = path.split_first() else {
            return as_origin(krate, module).into_iter().collect();
        };
        let child = |name: &str| {
            let mut child = module.clone();
            child.push(name.to_owned());
            child
        };
        let here = |module: &ModulePath| self.source(krate)?.modules.get(module);
        match first.as_str() {
            "crate" => return self.resolve_guarded(krate, &ModulePath::new(), rest, under_way),
            "self" => return self.resolve_guarded(krate, module, rest, under_way),
            "super" => {
                let parent = module[..module.len().saturating_sub(1)].to_vec();
                return self.resolve_guarded(krate, &parent, rest, under_way);
            }
            // A module of the crate goes before a crate of the same name.
            name if here(&child(name)).is_some() && !rest.is_empty() => {
                return self.resolve_guarded(krate, &child(name), rest, under_way);
            }
            name if self.0.contains_key(name) => {
                return self.resolve_guarded(name, &ModulePath::new(), rest, under_way);
            }
            _ => {}
        }
        let found = self.find(krate, module, first, under_way);
        let Some((last, between)) = rest.split_last() else {
            return found;
        };
        if found.is_empty() {
            // Nothing here has the name: it is a crate that is not followed.
            return BTreeSet::from([Origin {
                krate: first.clone(),
                module: between.to_vec(),
                name: last.clone(),
                kind: Kind::Other,
            }]);
        }
        let mut origins = BTreeSet::new();
        for origin in found {
            if origin.kind == Kind::Module {
                origins.extend(self.resolve_guarded(
                    &origin.krate,
                    &origin.as_module(),
                    rest,
                    under_way,
                ));
            } else {
                // A variant of an enum.
                origins.insert(Origin {
                    module: origin.as_module(),
                    name: last.clone(),
                    ..origin
                });
            }
        }
        origins
    }

    /// What a name stands for in a module, whether it is public or not.
    fn find(
        &self,
        krate: &str,
        path: &ModulePath,
        name: &str,
        under_way: &mut BTreeSet<(String, ModulePath, String)>,
    ) -> BTreeSet<Origin> {
        let key = (krate.to_owned(), path.clone(), name.to_owned());
        let Some(module) = self.source(krate).and_then(|it| it.modules.get(path)) else {
            return BTreeSet::new();
        };
        if !under_way.insert(key.clone()) {
            return BTreeSet::new();
        }
        let mut found: BTreeSet<Origin> = module
            .definitions
            .iter()
            .filter(|definition| definition.name == name)
            .map(|definition| Origin {
                krate: krate.to_owned(),
                module: path.clone(),
                name: name.to_owned(),
                kind: definition.kind,
            })
            .collect();
        for import in &module.imports {
            match &import.name {
                Some(own) if own == name => {
                    found.extend(self.resolve_guarded(krate, path, &import.path, under_way));
                }
                None => {
                    let globbed = self.resolve_guarded(krate, path, &import.path, under_way);
                    for origin in globbed.into_iter().filter(|it| it.kind == Kind::Module) {
                        let module = origin.as_module();
                        found.extend(self.find(&origin.krate, &module, name, under_way));
                    }
                }
                Some(_) => {}
            }
        }
        under_way.remove(&key);
        found
    }
}

fn made_by_macro(krate: &str, import: &Import) -> Origin {
    let (name, module) = import.path.split_last().expect("a path has a segment");
    Origin {
        krate: krate.to_owned(),
        module: module.to_vec(),
        name: name.clone(),
        kind: Kind::Other,
    }
}

fn as_origin(krate: &str, module: &ModulePath) -> Option<Origin> {
    let (name, parent) = module.split_last()?;
    Some(Origin {
        krate: krate.to_owned(),
        module: parent.to_vec(),
        name: name.clone(),
        kind: Kind::Module,
    })
}

fn read(metadata: &Metadata, name: &'static str) -> Result<CrateSource, SourceError> {
    let mut packages = metadata.packages.iter();
    let package = packages.find(|package| package.name == name);
    let package = package.ok_or(SourceError::NoPackage(name))?;
    let features = features_of(metadata, name).map_err(|_| SourceError::NoPackage(name))?;
    let library = package
        .targets
        .iter()
        .find(|target| target.is_lib())
        .ok_or(SourceError::NoPackage(name))?;
    CrateSource::read(library.src_path.as_std_path(), features)
}
