//! Walks through the types and bounds of one signature.

use rustdoc_types::{
    AssocItemConstraintKind, FunctionSignature, GenericArg, GenericArgs, GenericBound,
    GenericParamDefKind, Generics, Path, Term, Type, WherePredicate,
};

use super::walk::{Position, Walk};

impl<'c> Walk<'c> {
    pub(super) fn generics(&mut self, krate: &'c str, generics: &'c Generics, path: &str) {
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

    /// Bounds whose traits' methods can be called without a path to the trait.
    pub(super) fn brought_along(
        &mut self,
        krate: &'c str,
        bounds: &'c [GenericBound],
        at: Position,
        path: &str,
    ) {
        for bound in bounds {
            if let GenericBound::TraitBound { trait_, .. } = bound {
                self.follow(krate, trait_.id, trait_.path.clone());
            }
        }
        self.bounds(krate, bounds, at, path);
    }

    pub(super) fn args(&mut self, krate: &'c str, of: &'c Path, at: Position, path: &str) {
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

    pub(super) fn signature(
        &mut self,
        krate: &'c str,
        it: &'c FunctionSignature,
        at: Position,
        path: &str,
    ) {
        for ty in it.inputs.iter().map(|(_, ty)| ty).chain(&it.output) {
            self.ty(krate, ty, at, path);
        }
    }

    pub(super) fn ty(&mut self, krate: &'c str, ty: &'c Type, at: Position, path: &str) {
        match ty {
            Type::ResolvedPath(of) => {
                self.mention(krate, of, at, path);
                self.args(krate, of, at, path);
            }
            Type::DynTrait(it) => {
                for it in &it.traits {
                    self.follow(krate, it.trait_.id, it.trait_.path.clone());
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
            Type::ImplTrait(bounds) => self.brought_along(krate, bounds, at, path),
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
}
