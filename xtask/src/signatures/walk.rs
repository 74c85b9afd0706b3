//! Walks every public signature that a plugin can reach, and takes down the foreign types in it.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{
    AssocItemConstraintKind, Crate, FunctionSignature, GenericArg, GenericArgs, GenericBound,
    GenericParamDefKind, Generics, Id, Impl, Item, ItemEnum, Path, StructKind, Term, Type,
    VariantKind, Visibility, WherePredicate,
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
    pub(super) mentions: Mentions,
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
            mentions: Mentions::new(),
        };
        if let Some((name, krate)) = walk.crates.get_key_value(root) {
            walk.waiting.push((*name, krate.root, (*name).to_owned()));
        }
        walk.foreign_impls();
        while let Some((krate, id, path)) = walk.waiting.pop() {
            if walk.seen.insert((krate, id)) {
                walk.item(krate, id, &path);
            }
        }
        walk.mentions
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
                self.bounds(krate, &it.bounds, Position::Bound, path);
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
                self.bounds(krate, bounds, Position::Bound, path);
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
        let path = match &it.trait_ {
            Some(of) => format!("{path} as {}", of.path),
            None => path.to_owned(),
        };
        self.generics(krate, &it.generics, &path);
        self.ty(krate, &it.for_, Position::Value, &path);
        if let Some(of) = &it.trait_ {
            self.mention(krate, of, Position::Bound, &path);
            self.args(krate, of, Position::Value, &path);
        }
        for member in self.items(krate, &it.items) {
            let name = member.name.as_deref().unwrap_or_default();
            // The members of a trait are as public as the trait.
            if it.trait_.is_some() || member.visibility == Visibility::Public {
                self.member(krate, member, &format!("{path}::{name}"));
            }
        }
    }

    fn generics(&mut self, krate: &'c str, generics: &'c Generics, path: &str) {
        for param in &generics.params {
            match &param.kind {
                GenericParamDefKind::Type {
                    bounds, default, ..
                } => {
                    self.bounds(krate, bounds, Position::Bound, path);
                    if let Some(ty) = default {
                        self.ty(krate, ty, Position::Value, path);
                    }
                }
                GenericParamDefKind::Const { type_, .. } => {
                    self.ty(krate, type_, Position::Bound, path);
                }
                GenericParamDefKind::Lifetime { .. } => {}
            }
        }
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate { type_, bounds, .. } => {
                    self.ty(krate, type_, Position::Bound, path);
                    self.bounds(krate, bounds, Position::Bound, path);
                }
                WherePredicate::EqPredicate { lhs, rhs } => {
                    self.ty(krate, lhs, Position::Bound, path);
                    self.term(krate, rhs, Position::Bound, path);
                }
                WherePredicate::LifetimePredicate { .. } => {}
            }
        }
    }

    fn bounds(&mut self, krate: &'c str, bounds: &'c [GenericBound], at: Position, path: &str) {
        for bound in bounds {
            if let GenericBound::TraitBound { trait_, .. } = bound {
                self.mention(krate, trait_, Position::Bound, path);
                self.args(krate, trait_, at, path);
            }
        }
    }

    fn args(&mut self, krate: &'c str, of: &'c Path, at: Position, path: &str) {
        if let Some(args) = of.args.as_deref() {
            self.generic_args(krate, args, at, path);
        }
    }

    fn generic_args(&mut self, krate: &'c str, args: &'c GenericArgs, at: Position, path: &str) {
        match args {
            GenericArgs::AngleBracketed { args, constraints } => {
                for arg in args {
                    if let GenericArg::Type(ty) = arg {
                        self.ty(krate, ty, at, path);
                    }
                }
                for constraint in constraints {
                    if let Some(args) = constraint.args.as_deref() {
                        self.generic_args(krate, args, at, path);
                    }
                    match &constraint.binding {
                        AssocItemConstraintKind::Equality(term) => self.term(krate, term, at, path),
                        AssocItemConstraintKind::Constraint(bounds) => {
                            self.bounds(krate, bounds, at, path);
                        }
                    }
                }
            }
            // A closure of the caller's is handed these, wherever the bound stands.
            GenericArgs::Parenthesized { inputs, output } => {
                for ty in inputs.iter().chain(output) {
                    self.ty(krate, ty, Position::Value, path);
                }
            }
            GenericArgs::ReturnTypeNotation => {}
        }
    }

    fn term(&mut self, krate: &'c str, term: &'c Term, at: Position, path: &str) {
        if let Term::Type(ty) = term {
            self.ty(krate, ty, at, path);
        }
    }

    fn signature(&mut self, krate: &'c str, it: &'c FunctionSignature, at: Position, path: &str) {
        for ty in it.inputs.iter().map(|(_, ty)| ty).chain(&it.output) {
            self.ty(krate, ty, at, path);
        }
    }

    fn ty(&mut self, krate: &'c str, ty: &'c Type, at: Position, path: &str) {
        match ty {
            Type::ResolvedPath(of) => {
                self.mention(krate, of, at, path);
                self.args(krate, of, at, path);
            }
            Type::DynTrait(it) => {
                for it in &it.traits {
                    self.mention(krate, &it.trait_, at, path);
                    self.args(krate, &it.trait_, at, path);
                }
            }
            Type::FunctionPointer(it) => self.signature(krate, &it.sig, at, path),
            Type::Tuple(types) => {
                for ty in types {
                    self.ty(krate, ty, at, path);
                }
            }
            Type::Slice(ty)
            | Type::Array { type_: ty, .. }
            | Type::Pat { type_: ty, .. }
            | Type::RawPointer { type_: ty, .. }
            | Type::BorrowedRef { type_: ty, .. } => self.ty(krate, ty, at, path),
            Type::ImplTrait(bounds) => self.bounds(krate, bounds, at, path),
            Type::QualifiedPath {
                args,
                self_type,
                trait_,
                ..
            } => {
                self.ty(krate, self_type, Position::Bound, path);
                if let Some(of) = trait_.as_ref().filter(|of| !of.path.is_empty()) {
                    self.mention(krate, of, Position::Bound, path);
                    self.args(krate, of, Position::Bound, path);
                }
                if let Some(args) = args.as_deref() {
                    self.generic_args(krate, args, at, path);
                }
            }
            Type::Generic(_) | Type::Primitive(_) | Type::Infer => {}
        }
    }

    /// Takes down what a path stands for, or goes on with it if it is ours.
    fn mention(&mut self, krate: &'c str, of: &Path, at: Position, path: &str) {
        if let Some(foreign) = self.follow(krate, of.id, of.path.clone()) {
            let users = self.mentions.entry((at, foreign)).or_default();
            users.insert(path.to_owned());
        }
    }

    /// Goes on with an item of ours; gives the whole path of any other.
    fn follow(&mut self, krate: &'c str, id: Id, path: String) -> Option<String> {
        let here = self.crates.get(krate)?;
        if here.index.contains_key(&id) {
            self.waiting.push((krate, id, path));
            return None;
        }
        let Some(summary) = here.paths.get(&id) else {
            return Some(path);
        };
        if let Some((krate, id)) = self.defined.get(summary.path.as_slice()) {
            self.waiting.push((krate, *id, path));
            return None;
        }
        Some(summary.path.join("::"))
    }
}
