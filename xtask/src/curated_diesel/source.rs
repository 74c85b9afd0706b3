//! The modules of a crate, as its source files have them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use syn::{
    Attribute, File, ForeignItem, Ident, Item, ItemExternCrate, ItemForeignMod, ItemMacro, UseTree,
    Visibility,
};

use super::condition::is_there;

/// A module's place in its crate; the root's is empty.
pub(super) type ModulePath = Vec<String>;

/// Why the sources of a crate cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum SourceError {
    /// Cargo does not say where the crates lie.
    #[error("cannot ask cargo where the crates lie")]
    Metadata(#[from] cargo_metadata::Error),
    /// The crate is no part of the build.
    #[error("the build has no package `{0}`")]
    NoPackage(&'static str),
    /// A file cannot be read.
    #[error("cannot read `{path}`")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no Rust.
    #[error("cannot parse `{path}`")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        source: syn::Error,
    },
    /// A module has no file.
    #[error("no file for the module `{module}` of `{parent}`")]
    NoFile {
        /// The module.
        module: String,
        /// The file that names it.
        parent: PathBuf,
    },
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Module,
    Trait,
    Other,
}

/// Something that a module defines.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) public: bool,
}

/// One leaf of a `use`.
#[derive(Debug, Clone)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// `None` for a glob.
    pub(super) name: Option<String>,
    pub(super) public: bool,
}

/// A module.
#[derive(Debug, Clone, Default)]
pub(super) struct Module {
    pub(super) definitions: Vec<Definition>,
    pub(super) imports: Vec<Import>,
    /// Macros that are called where items stand, and whose items nobody sees here.
    pub(super) macro_calls: Vec<String>,
}

/// All modules of a crate.
#[derive(Debug, Clone)]
pub(super) struct CrateSource {
    pub(super) modules: BTreeMap<ModulePath, Module>,
    features: BTreeSet<String>,
}

impl CrateSource {
    /// Reads a crate from its `lib.rs` on.
    pub(super) fn read(root: &Path, features: BTreeSet<String>) -> Result<Self, SourceError> {
        let mut source = Self {
            modules: BTreeMap::from([(ModulePath::new(), Module::default())]),
            features,
        };
        let directory = root.parent().unwrap_or(root).to_owned();
        source.read_file(root, &directory, &ModulePath::new())?;
        Ok(source)
    }

    /// Whether any module defines the name.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.modules
            .values()
            .any(|module| module.definitions.iter().any(|it| it.name == name))
    }

    /// Whether any module takes the name from another crate.
    pub(super) fn imports_from(&self, krate: &str, name: &str) -> bool {
        self.modules
            .values()
            .flat_map(|module| &module.imports)
            .any(|import| {
                import.path.first().is_some_and(|it| it == krate)
                    && import.path.last().is_some_and(|it| it == name)
            })
    }

    fn read_file(
        &mut self,
        file: &Path,
        directory: &Path,
        module: &ModulePath,
    ) -> Result<(), SourceError> {
        let text = fs::read_to_string(file).map_err(|source| SourceError::File {
            path: file.to_owned(),
            source,
        })?;
        let parsed: File = syn::parse_file(&text).map_err(|source| SourceError::Syntax {
            path: file.to_owned(),
            source,
        })?;
        self.read_items(&parsed.items, file, directory, module)
    }

    fn read_items(
        &mut self,
        items: &[Item],
        file: &Path,
        directory: &Path,
        module: &ModulePath,
    ) -> Result<(), SourceError> {
        for item in items {
            if !is_there(attributes(item), &self.features) {
                continue;
            }
            match item {
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    self.define(module, &child.ident, Kind::Module, &child.vis);
                    let mut path = module.clone();
                    path.push(name.clone());
                    self.modules.insert(path.clone(), Module::default());
                    let below = directory.join(&name);
                    match &child.content {
                        Some((_, items)) => self.read_items(items, file, &below, &path)?,
                        None => {
                            let file = file_of(&name, file, directory)?;
                            self.read_file(&file, &below, &path)?;
                        }
                    }
                }
                Item::Use(item) => {
                    let public = matches!(item.vis, Visibility::Public(_));
                    let module = self.modules.entry(module.clone()).or_default();
                    imports(&item.tree, &mut Vec::new(), public, &mut module.imports);
                }
                Item::Macro(item) => self.read_macro(item, module),
                Item::ForeignMod(item) => self.read_sql_functions(item, module),
                Item::ExternCrate(item) => self.read_extern_crate(item, module),
                Item::Const(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                Item::Enum(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                Item::Fn(it) => self.define(module, &it.sig.ident, Kind::Other, &it.vis),
                Item::Static(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                Item::Struct(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                Item::Trait(it) => self.define(module, &it.ident, Kind::Trait, &it.vis),
                Item::TraitAlias(it) => self.define(module, &it.ident, Kind::Trait, &it.vis),
                Item::Type(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                Item::Union(it) => self.define(module, &it.ident, Kind::Other, &it.vis),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whoever exports a crate exports all that is in it.
    fn read_extern_crate(&mut self, item: &ItemExternCrate, module: &ModulePath) {
        if matches!(item.vis, Visibility::Public(_)) {
            let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
            let module = self.modules.entry(module.clone()).or_default();
            module.imports.push(Import {
                path: vec![item.ident.to_string()],
                name: Some(name.to_string()),
                public: true,
            });
        }
    }

    fn define(&mut self, module: &ModulePath, name: &Ident, kind: Kind, vis: &Visibility) {
        self.add(
            module,
            name.to_string(),
            kind,
            matches!(vis, Visibility::Public(_)),
        );
    }

    fn add(&mut self, module: &ModulePath, name: String, kind: Kind, public: bool) {
        let module = self.modules.entry(module.clone()).or_default();
        module.definitions.push(Definition { name, kind, public });
    }

    /// `macro_rules!` that are exported, and the macro with which Diesel proxies a module.
    fn read_macro(&mut self, item: &ItemMacro, module: &ModulePath) {
        if let Some(name) = &item.ident {
            let exported = item
                .attrs
                .iter()
                .any(|it| it.path().is_ident("macro_export"));
            let place = if exported {
                ModulePath::new()
            } else {
                module.clone()
            };
            self.add(&place, name.to_string(), Kind::Other, exported);
        } else if item.mac.path.is_ident("make_proxy_mod") {
            let tokens = item.mac.tokens.to_string().replace(' ', "");
            if let Some((name, path)) = tokens.split_once(',') {
                self.add(module, name.to_owned(), Kind::Module, false);
                let mut place = module.clone();
                place.push(name.to_owned());
                let proxy = self.modules.entry(place).or_default();
                proxy.imports.push(Import {
                    path: path.split("::").map(str::to_owned).collect(),
                    name: None,
                    public: true,
                });
            }
        } else if let Some(name) = item.mac.path.segments.last() {
            let module = self.modules.entry(module.clone()).or_default();
            module.macro_calls.push(name.ident.to_string());
        }
    }

    /// `#[declare_sql_function] extern "SQL" { … }`.
    fn read_sql_functions(&mut self, item: &ItemForeignMod, module: &ModulePath) {
        for function in &item.items {
            let ForeignItem::Fn(function) = function else {
                continue;
            };
            if !is_there(&function.attrs, &self.features) {
                continue;
            }
            let name = function.sig.ident.to_string();
            let variadic = function
                .attrs
                .iter()
                .any(|it| it.path().is_ident("variadic"));
            if variadic {
                // The number of columns that Diesel has by default.
                for arguments in 0..=2 {
                    self.add(module, format!("{name}_{arguments}"), Kind::Other, true);
                }
            } else {
                self.add(module, name, Kind::Other, true);
            }
        }
    }
}

fn file_of(name: &str, file: &Path, directory: &Path) -> Result<PathBuf, SourceError> {
    let candidates = [
        directory.join(format!("{name}.rs")),
        directory.join(name).join("mod.rs"),
    ];
    let found = candidates.into_iter().find(|path| path.is_file());
    found.ok_or_else(|| SourceError::NoFile {
        module: name.to_owned(),
        parent: file.to_owned(),
    })
}

fn imports(tree: &UseTree, path: &mut Vec<String>, public: bool, into: &mut Vec<Import>) {
    let mut leaf = |path: Vec<String>, name: Option<String>| {
        into.push(Import { path, name, public });
    };
    match tree {
        UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            imports(&tree.tree, path, public, into);
            path.pop();
        }
        UseTree::Name(tree) if tree.ident == "self" => {
            leaf(path.clone(), path.last().cloned());
        }
        UseTree::Name(tree) => {
            let name = tree.ident.to_string();
            let mut whole = path.clone();
            whole.push(name.clone());
            leaf(whole, Some(name));
        }
        UseTree::Rename(tree) => {
            let own = tree.ident.to_string();
            let whole = if own == "self" {
                path.clone()
            } else {
                [path.as_slice(), &[own]].concat()
            };
            // `as _` brings methods into scope and gives no name.
            let name = tree.rename.to_string();
            if name != "_" {
                leaf(whole, Some(name));
            }
        }
        UseTree::Glob(_) => leaf(path.clone(), None),
        UseTree::Group(group) => {
            for tree in &group.items {
                imports(tree, path, public, into);
            }
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::ExternCrate(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::ForeignMod(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::TraitAlias(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Union(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}
