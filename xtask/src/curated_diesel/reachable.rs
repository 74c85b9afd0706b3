//! What a plugin can name: every path from the root of the curated Diesel.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::{CURATED, Crates, Origin, QUERY};
use super::source::{Kind, ModulePath};

/// Everything that can be named, by path from the root.
#[derive(Debug)]
pub(super) struct Reachable(BTreeMap<ModulePath, BTreeSet<Origin>>);

impl Reachable {
    /// Walks from the root through every public module, of whichever crate.
    pub(super) fn of(crates: &Crates) -> Self {
        let mut reachable = Self(BTreeMap::new());
        let mut under_way = Vec::new();
        reachable.walk(
            crates,
            CURATED,
            &ModulePath::new(),
            &ModulePath::new(),
            &mut under_way,
        );
        reachable
    }

    /// All paths and what they stand for.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&ModulePath, &Origin)> {
        self.0
            .iter()
            .flat_map(|(path, origins)| origins.iter().map(move |origin| (path, origin)))
    }

    /// What a path stands for.
    pub(super) fn get(&self, path: &ModulePath) -> Option<&BTreeSet<Origin>> {
        self.0.get(path)
    }

    fn walk(
        &mut self,
        crates: &Crates,
        krate: &str,
        module: &ModulePath,
        path: &ModulePath,
        under_way: &mut Vec<(String, ModulePath)>,
    ) {
        let here = (krate.to_owned(), module.clone());
        if under_way.contains(&here) {
            return;
        }
        under_way.push(here);
        for (name, origins) in crates.public_names(krate, module) {
            let mut path = path.clone();
            path.push(name);
            for origin in &origins {
                if origin.kind == Kind::Module {
                    self.walk(crates, &origin.krate, &origin.as_module(), &path, under_way);
                }
            }
            self.0.entry(path).or_default().extend(origins);
        }
        under_way.pop();
    }
}

/// What hides names in the modules of ours that a plugin can name.
pub(super) fn hidden(crates: &Crates, reachable: &Reachable) -> BTreeSet<String> {
    let mut modules = BTreeSet::from([(CURATED, ModulePath::new())]);
    for krate in [CURATED, QUERY] {
        let origins = reachable.iter().map(|(_, origin)| origin);
        let ours = origins.filter(|it| it.krate == krate && it.kind == Kind::Module);
        modules.extend(ours.map(|origin| (krate, origin.as_module())));
    }
    let mut hidden = BTreeSet::new();
    for (krate, path) in modules {
        let Some(module) = crates.source(krate).and_then(|it| it.modules.get(&path)) else {
            continue;
        };
        let path = path.join("::");
        for import in module
            .imports
            .iter()
            .filter(|it| it.public && it.name.is_none())
        {
            let glob = import.path.join("::");
            hidden.insert(format!(
                "`{krate}::{path}` exports `{glob}::*`, whatever will be there; name what is meant"
            ));
        }
        for call in &module.macro_calls {
            hidden.insert(format!(
                "`{krate}::{path}` calls `{call}!`, whose names nobody sees here; write them out"
            ));
        }
    }
    hidden
}
