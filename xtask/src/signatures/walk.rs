//! Walks every public signature that a plugin can reach, and takes down the foreign types in it.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{
    Crate, Id, Impl, Item, ItemEnum, Path, StructKind, Type, VariantKind, Visibility,
};

/// What a mention of a type lets its reader do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Position {
    /// A value of the type is handed over, in either direction, or the type can be inferred.
    Value,
    /// The type or trait is part of a condition.
    Bound,
}

/// Foreign types by position, each with the items whose signatures name it.
pub(super) type Mentions = BTreeMap<(Position, String), BTreeSet<String>>;

/// The walk through the crates of this workspace.
#[derive(Debug)]
pub(super) struct Walk<'c> {
    crates: BTreeMap<&'c str, &'c Crate>,
    /// By whole path, where an item of ours is defined.
    defined: BTreeMap<&'c [String], (&'c str, Id)>,
    seen: BTreeSet<(&'c str, Id)>,
    waiting: Vec<(&'c str, Id, String)>,
    /// Implementations of traits of ours whose methods nobody can call so far: the trait has no
    /// path, and no value or other trait brings it along.
    deferred: Vec<(&'c str, &'c Impl, String)>,
    /// The trait of another crate whose arguments are being walked.
    implemented: Option<String>,
    mentions: Mentions,
}

impl<'c> Walk<'c> {
    /// Walks from the root of one crate through the crates that are given.
    pub(super) fn from(
        root: &str,
        crates: impl IntoIterator<Item = (&'c str, &'c Crate)>,
    ) -> Mentions {
        let crates: BTreeMap<_, _> = crates.into_iter().collect();
        let mut defined = BTreeMap::new();
        for (name, krate) in &crates {
            for (id, summary) in krate.paths.iter().filter(|(_, it)| it.crate_id == 0) {
                defined.insert(summary.path.as_slice(), (*name, *id));
            }
        }
        let mut walk = Self {
            crates,
            defined,
            seen: BTreeSet::new(),
            waiting: Vec::new(),
            deferred: Vec::new(),
            implemented: None,
            mentions: Mentions::new(),
        };
        if let Some((name, krate)) = walk.crates.get_key_value(root) {
            walk.waiting.push((*name, krate.root, (*name).to_owned()));
        }
        walk.foreign_impls();
        loop {
            while let Some((krate, id, path)) = walk.waiting.pop() {
                if walk.seen.insert((krate, id)) {
                    walk.item(krate, id, &path);
                }
            }
            let before = walk.deferred.len();
            for (krate, it, path) in std::mem::take(&mut walk.deferred) {
                walk.implementation(krate, it, &path);
            }
            if walk.waiting.is_empty() && walk.deferred.len() == before {
                return walk.mentions;
            }
        }
    }

    /// Implementations on types that are not ours: `impl From<Ours> for Theirs`.
    fn foreign_impls(&mut self) {
        let crates: Vec<(&'c str, &'c Crate)> = self.crates.iter().map(|(a, b)| (*a, *b)).collect();
        for (name, krate) in crates {
            for item in krate.index.values() {
                let ItemEnum::Impl(it) = &item.inner else {
                    continue;
                };
                let is_local = matches!(&it.for_, Type::ResolvedPath(path) if krate.index.contains_key(&path.id));
                if !is_local {
                    self.implementation(name, it, &format!("an implementation in {name}"));
                }
            }
        }
    }

    fn item(&mut self, krate: &'c str, id: Id, path: &str) {
        let Some(item) = self.crates.get(krate).and_then(|it| it.index.get(&id)) else {
            return;
        };
        let below = |name: &Option<String>| match name {
            Some(name) => format!("{path}::{name}"),
            None => path.to_owned(),
        };
        match &item.inner {
            ItemEnum::Module(module) => {
                for child in self.items(krate, &module.items) {
                    match &child.inner {
                        _ if child.visibility != Visibility::Public => {}
                        ItemEnum::Use(it) => {
                            if let Some(id) = it.id {
                                self.follow(krate, id, format!("{path}::{}", it.name));
                            }
                        }
                        _ => self.waiting.push((krate, child.id, below(&child.name))),
                    }
                }
            }
            ItemEnum::Struct(it) => {
                self.generics(krate, &it.generics, path);
                let fields: Vec<Id> = match &it.kind {
                    StructKind::Unit => Vec::new(),
                    StructKind::Tuple(fields) => fields.iter().flatten().copied().collect(),
                    StructKind::Plain { fields, .. } => fields.clone(),
                };
                self.fields(krate, &fields, path, true);
                self.implementations(krate, &it.impls, path);
            }
            ItemEnum::Union(it) => {
                self.generics(krate, &it.generics, path);
                self.fields(krate, &it.fields, path, true);
                self.implementations(krate, &it.impls, path);
            }
            ItemEnum::Enum(it) => {
                self.generics(krate, &it.generics, path);
                for variant in self.items(krate, &it.variants) {
                    let ItemEnum::Variant(inner) = &variant.inner else {
                        continue;
                    };
                    let fields: Vec<Id> = match &inner.kind {
                        VariantKind::Plain => Vec::new(),
                        VariantKind::Tuple(fields) => fields.iter().flatten().copied().collect(),
                        VariantKind::Struct { fields, .. } => fields.clone(),
                    };
                    self.fields(krate, &fields, &below(&variant.name), false);
                }
                self.implementations(krate, &it.impls, path);
            }
            ItemEnum::Trait(it) => {
                self.generics(krate, &it.generics, path);
                self.brought_along(krate, &it.bounds, Position::Bound, path);
                for member in self.items(krate, &it.items) {
                    self.member(krate, member, &below(&member.name));
                }
            }
            _ => self.member(krate, item, path),
        }
    }

    /// What stands in a trait, an implementation or a module and has one signature.
    fn member(&mut self, krate: &'c str, item: &'c Item, path: &str) {
        match &item.inner {
            ItemEnum::Function(it) => {
                self.generics(krate, &it.generics, path);
                self.signature(krate, &it.sig, Position::Value, path);
            }
            ItemEnum::TypeAlias(it) => {
                self.generics(krate, &it.generics, path);
                self.ty(krate, &it.type_, Position::Value, path);
            }
            ItemEnum::Constant { type_, .. } | ItemEnum::AssocConst { type_, .. } => {
                self.ty(krate, type_, Position::Value, path);
            }
            ItemEnum::Static(it) => self.ty(krate, &it.type_, Position::Value, path),
            ItemEnum::AssocType {
                generics,
                bounds,
                type_,
            } => {
                self.generics(krate, generics, path);
                self.brought_along(krate, bounds, Position::Bound, path);
                if let Some(ty) = type_ {
                    self.ty(krate, ty, Position::Value, path);
                }
            }
            _ => {}
        }
    }

    fn items(&self, krate: &str, ids: &[Id]) -> Vec<&'c Item> {
        let index = self.crates.get(krate).map(|it| &it.index);
        ids.iter().filter_map(|id| index?.get(id)).collect()
    }

    fn fields(&mut self, krate: &'c str, ids: &[Id], path: &str, by_visibility: bool) {
        for field in self.items(krate, ids) {
            let ItemEnum::StructField(ty) = &field.inner else {
                continue;
            };
            if !by_visibility || field.visibility == Visibility::Public {
                let name = field.name.as_deref().unwrap_or_default();
                self.ty(krate, ty, Position::Value, &format!("{path}::{name}"));
            }
        }
    }

    fn implementations(&mut self, krate: &'c str, ids: &[Id], path: &str) {
        for item in self.items(krate, ids) {
            if let ItemEnum::Impl(it) = &item.inner {
                self.implementation(krate, it, path);
            }
        }
    }

    fn implementation(&mut self, krate: &'c str, it: &'c Impl, path: &str) {
        // `Send` and the like, and what `core` implements for every type.
        if it.is_synthetic || it.blanket_impl.is_some() {
            return;
        }
        let of = it.trait_.as_ref();
        if let Some(place) = of.and_then(|of| self.ours(krate, of.id))
            && !self.seen.contains(&place)
        {
            self.deferred.push((krate, it, path.to_owned()));
            return;
        }
        let path = match of {
            Some(of) => format!("{path} as {}", of.path),
            None => path.to_owned(),
        };
        self.generics(krate, &it.generics, &path);
        self.ty(krate, &it.for_, Position::Value, &path);
        if let Some(of) = of {
            self.mention(krate, of, Position::Bound, &path);
            self.implemented = self.foreign(krate, of);
            self.args(krate, of, Position::Value, &path);
            self.implemented = None;
        }
        for member in self.items(krate, &it.items) {
            let name = member.name.as_deref().unwrap_or_default();
            // The members of a trait are as public as the trait.
            if it.trait_.is_some() || member.visibility == Visibility::Public {
                self.member(krate, member, &format!("{path}::{name}"));
            }
        }
    }

    /// Takes down what a path stands for, or goes on with it if it is a type of ours.
    pub(super) fn mention(&mut self, krate: &'c str, of: &Path, at: Position, path: &str) {
        if let Some((krate, id)) = self.ours(krate, of.id) {
            let item = self.crates.get(krate).and_then(|it| it.index.get(&id));
            if !item.is_some_and(|item| matches!(item.inner, ItemEnum::Trait(_))) {
                self.waiting.push((krate, id, of.path.clone()));
            }
            return;
        }
        let Some(name) = self.foreign(krate, of) else {
            return;
        };
        let name = match &self.implemented {
            // `impl AsMut<PgConnection>` hands it over; `impl RunQueryDsl<PgConnection>` does so
            // only where Diesel's trait can be named, which `curated_diesel` judges.
            Some(implemented) if name.ends_with("Connection") && !is_standard(implemented) => {
                format!("{name} as an argument of {implemented}")
            }
            _ => name,
        };
        let users = self.mentions.entry((at, name)).or_default();
        users.insert(path.to_owned());
    }

    /// Goes on with an item, if it is ours.
    pub(super) fn follow(&mut self, krate: &'c str, id: Id, path: String) {
        if let Some((krate, id)) = self.ours(krate, id) {
            self.waiting.push((krate, id, path));
        }
    }

    /// Where an item of ours is defined.
    fn ours(&self, krate: &'c str, id: Id) -> Option<(&'c str, Id)> {
        let here = self.crates.get(krate)?;
        if here.index.contains_key(&id) {
            return Some((krate, id));
        }
        let summary = here.paths.get(&id)?;
        self.defined.get(summary.path.as_slice()).copied()
    }

    /// The whole path of an item of another crate.
    fn foreign(&self, krate: &str, of: &Path) -> Option<String> {
        let here = self.crates.get(krate)?;
        let summary = here.paths.get(&of.id);
        Some(summary.map_or_else(|| of.path.clone(), |it| it.path.join("::")))
    }
}

/// Whether a path is of the standard library, whose types are nobody's secret.
pub(super) fn is_standard(path: &str) -> bool {
    let krate = path.split("::").next().unwrap_or_default();
    ["alloc", "core", "std"].contains(&krate)
}
