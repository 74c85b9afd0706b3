//! Types, bounds and generics of rustdoc's output, written as Rust.

use std::collections::BTreeMap;

use rustdoc_types::{
    AssocItemConstraintKind, Crate, FunctionSignature, GenericArg, GenericArgs, GenericBound,
    GenericParamDef, GenericParamDefKind, Generics, ItemKind, Path, Term, TraitBoundModifier, Type,
    WherePredicate,
};

use super::DIESEL;

/// Writes the items of one crate. A name is written alone where it is the only one of its kind in
/// the crate, and with its path where it is not.
#[derive(Debug)]
pub(crate) struct Text<'c> {
    krate: &'c Crate,
    /// How many traits, or types, of Diesel and the crate have a name.
    namesakes: BTreeMap<(bool, &'c str), usize>,
}

impl<'c> Text<'c> {
    pub(crate) fn of(krate: &'c Crate) -> Self {
        let mut namesakes = BTreeMap::new();
        for summary in krate.paths.values() {
            let is_trait = summary.kind == ItemKind::Trait;
            let is_type = matches!(
                summary.kind,
                ItemKind::Enum | ItemKind::Struct | ItemKind::Union
            );
            let is_near =
                summary.crate_id == 0 || summary.path.first().is_some_and(|it| it == DIESEL);
            if (is_trait || is_type)
                && is_near
                && let Some(last) = summary.path.last()
            {
                *namesakes.entry((is_trait, last.as_str())).or_default() += 1;
            }
        }
        Self { krate, namesakes }
    }

    fn name(&self, path: &Path) -> String {
        let written = path.path.rsplit("::").next().unwrap_or(&path.path);
        let Some(summary) = self.krate.paths.get(&path.id) else {
            return written.to_owned();
        };
        let last = summary.path.last().map_or(written, String::as_str);
        let key = (summary.kind == ItemKind::Trait, last);
        if self.namesakes.get(&key).is_some_and(|count| *count > 1) {
            summary.path.join("::")
        } else {
            last.to_owned()
        }
    }

    pub(crate) fn path(&self, path: &Path) -> String {
        let args = path.args.as_deref().map(|args| self.args(args));
        self.name(path) + &args.unwrap_or_default()
    }

    /// A trait that is known, by its name alone.
    pub(crate) fn of_trait(&self, path: &Path) -> String {
        let args = path.args.as_deref().map(|args| self.args(args));
        let name = path.path.rsplit("::").next().unwrap_or(&path.path);
        name.to_owned() + &args.unwrap_or_default()
    }

    fn args(&self, args: &GenericArgs) -> String {
        match args {
            GenericArgs::AngleBracketed { args, constraints } => {
                let mut inner: Vec<String> = args.iter().map(|it| self.arg(it)).collect();
                for constraint in constraints {
                    let args = constraint.args.as_deref().map(|args| self.args(args));
                    let name = constraint.name.clone() + &args.unwrap_or_default();
                    inner.push(match &constraint.binding {
                        AssocItemConstraintKind::Equality(term) => {
                            format!("{name} = {}", self.term(term))
                        }
                        AssocItemConstraintKind::Constraint(bounds) => {
                            format!("{name}: {}", self.bounds(bounds))
                        }
                    });
                }
                if inner.is_empty() {
                    String::new()
                } else {
                    format!("<{}>", inner.join(", "))
                }
            }
            GenericArgs::Parenthesized { inputs, output } => {
                let inputs: Vec<String> = inputs.iter().map(|it| self.ty(it)).collect();
                let output = output.as_ref().map(|it| format!(" -> {}", self.ty(it)));
                format!("({}){}", inputs.join(", "), output.unwrap_or_default())
            }
            GenericArgs::ReturnTypeNotation => "(..)".to_owned(),
        }
    }

    fn arg(&self, arg: &GenericArg) -> String {
        match arg {
            GenericArg::Lifetime(lifetime) => lifetime.clone(),
            GenericArg::Type(ty) => self.ty(ty),
            GenericArg::Const(constant) => constant.expr.clone(),
            GenericArg::Infer => "_".to_owned(),
        }
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Type(ty) => self.ty(ty),
            Term::Constant(constant) => constant.expr.clone(),
        }
    }

    pub(crate) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::ResolvedPath(path) => self.path(path),
            Type::DynTrait(dynamic) => {
                let mut parts: Vec<String> = Vec::new();
                for it in &dynamic.traits {
                    parts.push(for_lifetimes(&it.generic_params) + &self.path(&it.trait_));
                }
                parts.extend(dynamic.lifetime.clone());
                format!("dyn {}", parts.join(" + "))
            }
            Type::Generic(name) | Type::Primitive(name) => name.clone(),
            Type::FunctionPointer(pointer) => {
                let lifetimes = for_lifetimes(&pointer.generic_params);
                format!("{lifetimes}fn{}", self.signature(&pointer.sig))
            }
            Type::Tuple(types) => {
                let types: Vec<String> = types.iter().map(|it| self.ty(it)).collect();
                let comma = if types.len() == 1 { "," } else { "" };
                format!("({}{comma})", types.join(", "))
            }
            Type::Slice(ty) => format!("[{}]", self.ty(ty)),
            Type::Array { type_, len } => format!("[{}; {len}]", self.ty(type_)),
            Type::Pat { type_, .. } => self.ty(type_),
            Type::ImplTrait(bounds) => format!("impl {}", self.bounds(bounds)),
            Type::Infer => "_".to_owned(),
            Type::RawPointer { is_mutable, type_ } => {
                let kind = if *is_mutable { "mut" } else { "const" };
                format!("*{kind} {}", self.ty(type_))
            }
            Type::BorrowedRef {
                lifetime,
                is_mutable,
                type_,
            } => {
                let lifetime = lifetime.as_ref().map(|it| format!("{it} "));
                let kind = if *is_mutable { "mut " } else { "" };
                format!("&{}{kind}{}", lifetime.unwrap_or_default(), self.ty(type_))
            }
            Type::QualifiedPath {
                name,
                args,
                self_type,
                trait_,
            } => {
                let args = args.as_deref().map(|args| self.args(args));
                let args = args.unwrap_or_default();
                let owner = self.ty(self_type);
                match trait_ {
                    Some(it) if !it.path.is_empty() => {
                        format!("<{owner} as {}>::{name}{args}", self.path(it))
                    }
                    _ => format!("{owner}::{name}{args}"),
                }
            }
        }
    }

    pub(crate) fn signature(&self, signature: &FunctionSignature) -> String {
        let inputs: Vec<String> = signature.inputs.iter().map(|(_, it)| self.ty(it)).collect();
        let output = signature.output.as_ref();
        let output = output.map(|it| format!(" -> {}", self.ty(it)));
        format!("({}){}", inputs.join(", "), output.unwrap_or_default())
    }

    fn bounds(&self, bounds: &[GenericBound]) -> String {
        let mut written: Vec<String> = Vec::new();
        for bound in bounds {
            written.push(match bound {
                GenericBound::TraitBound {
                    trait_,
                    generic_params,
                    modifier,
                } => {
                    let modifier = match modifier {
                        TraitBoundModifier::None => "",
                        TraitBoundModifier::Maybe => "?",
                        TraitBoundModifier::MaybeConst => "~const ",
                    };
                    let lifetimes = for_lifetimes(generic_params);
                    format!("{modifier}{lifetimes}{}", self.path(trait_))
                }
                GenericBound::Outlives(lifetime) => lifetime.clone(),
                GenericBound::Use(_) => continue,
            });
        }
        written.sort();
        written.join(" + ")
    }

    /// What must hold, whether it stands at the parameter or after `where`; sorted, one a line.
    pub(crate) fn conditions(&self, generics: &Generics) -> Vec<String> {
        let mut conditions = Vec::new();
        for param in &generics.params {
            match &param.kind {
                GenericParamDefKind::Type { bounds, .. } if !bounds.is_empty() => {
                    conditions.push(format!("{}: {}", param.name, self.bounds(bounds)));
                }
                GenericParamDefKind::Lifetime { outlives } if !outlives.is_empty() => {
                    conditions.push(format!("{}: {}", param.name, outlives.join(" + ")));
                }
                _ => {}
            }
        }
        for predicate in &generics.where_predicates {
            conditions.push(match predicate {
                WherePredicate::BoundPredicate {
                    type_,
                    bounds,
                    generic_params,
                } => {
                    let lifetimes = for_lifetimes(generic_params);
                    format!("{lifetimes}{}: {}", self.ty(type_), self.bounds(bounds))
                }
                WherePredicate::LifetimePredicate { lifetime, outlives } => {
                    format!("{lifetime}: {}", outlives.join(" + "))
                }
                WherePredicate::EqPredicate { lhs, rhs } => {
                    format!("{} == {}", self.ty(lhs), self.term(rhs))
                }
            });
        }
        conditions.sort();
        conditions.dedup();
        conditions
    }
}

fn for_lifetimes(params: &[GenericParamDef]) -> String {
    if params.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = params.iter().map(|param| param.name.as_str()).collect();
    format!("for<{}> ", names.join(", "))
}
