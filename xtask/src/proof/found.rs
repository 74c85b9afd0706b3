//! The implementations that are there, as rustdoc reports them.

use std::collections::BTreeSet;

use rustdoc_types::{
    Crate, GenericArg, GenericArgs, GenericBound, Id, Impl, Item, ItemEnum, StructKind, Type,
    VariantKind,
};

use super::tuples::Family;
use crate::rustdoc::Text;

/// The traits whose implementations are the steps of the argument.
pub(super) const TRAITS: [&str; 6] = [
    "AppearsOnTable",
    "AsQuery",
    "IntoUpdateTarget",
    "QueryFragment",
    "SelectableExpression",
    "ValidSubselect",
];

/// One implementation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Implementation {
    /// The trait with its arguments.
    pub(super) of: String,
    /// The type.
    pub(super) target: String,
    /// What must hold, sorted.
    pub(super) conditions: Vec<String>,
    /// The fields' types of which no condition asks the trait, for a type of the same crate.
    pub(super) unasked: Vec<String>,
    /// File and line.
    pub(super) place: String,
}

impl Implementation {
    /// The trait, without its arguments.
    pub(super) fn name(&self) -> &str {
        self.of.split('<').next().unwrap_or(&self.of)
    }

    /// The type, without its arguments.
    pub(super) fn head(&self) -> &str {
        self.target.split('<').next().unwrap_or(&self.target)
    }

    /// The implementation in one line, as the list has it.
    pub(super) fn line(&self) -> String {
        let Self { of, target, .. } = self;
        let conditions = self.conditions.join(", ");
        if conditions.is_empty() {
            format!("{of} for {target}")
        } else {
            format!("{of} for {target} where {conditions}")
        }
    }
}

/// All implementations of [`TRAITS`] in a crate; those of one trait for tuples are one.
pub(super) fn implementations(krate: &Crate) -> BTreeSet<Implementation> {
    let text = Text::of(krate);
    let mut found = BTreeSet::new();
    let mut families = Vec::<Family>::new();
    for item in krate.index.values() {
        let ItemEnum::Impl(it) = &item.inner else {
            continue;
        };
        // rustdoc repeats a blanket implementation at each type that it reaches.
        if it.is_synthetic || it.is_negative || it.blanket_impl.is_some() {
            continue;
        }
        let Some(of) = &it.trait_ else { continue };
        let name = of.path.rsplit("::").next().unwrap_or_default();
        if !TRAITS.contains(&name) || !is_diesels(krate, of.id) {
            continue;
        }
        let implementation = Implementation {
            of: text.of_trait(of),
            target: text.ty(&it.for_),
            conditions: text.conditions(&it.generics),
            unasked: unasked(krate, it, name, &text),
            place: place(item),
        };
        match elements(&it.for_) {
            Some(elements) => {
                let elements: Vec<String> = elements.iter().map(|it| text.ty(it)).collect();
                Family::add(&mut families, implementation, &elements);
            }
            None => {
                found.insert(implementation);
            }
        }
    }
    found.extend(families.into_iter().flat_map(Family::into_implementations));
    found
}

/// Whether `SelectableExpression<QS>` asks for `AppearsOnTable<QS>`, in the crate that defines both.
pub(super) fn selectable_is_appearing(krate: &Crate) -> bool {
    let text = Text::of(krate);
    krate.index.values().any(|item| match &item.inner {
        ItemEnum::Trait(it) if item.name.as_deref() == Some("SelectableExpression") => {
            let parameter = it.generics.params.first().map(|it| it.name.as_str());
            it.bounds.iter().any(|bound| match bound {
                GenericBound::TraitBound { trait_, .. } => parameter.is_some_and(|parameter| {
                    text.of_trait(trait_) == format!("AppearsOnTable<{parameter}>")
                }),
                _ => false,
            })
        }
        _ => false,
    })
}

/// Where an item is written: the path from its crate's directory on, and the line.
fn place(item: &Item) -> String {
    let Some(span) = &item.span else {
        return "an expansion".to_owned();
    };
    let file = span.filename.to_string_lossy();
    let from = file
        .rfind("/src/")
        .map_or(0, |end| file[..end].rfind('/').map_or(0, |it| it + 1));
    format!("{}:{}", &file[from..], span.begin.0)
}

/// The elements of a tuple, or of the tuple that is a type's only argument.
fn elements(ty: &Type) -> Option<&[Type]> {
    match ty {
        Type::Tuple(elements) if !elements.is_empty() => Some(elements),
        Type::ResolvedPath(path) => match path.args.as_deref() {
            Some(GenericArgs::AngleBracketed { args, .. }) => match args.as_slice() {
                [GenericArg::Type(Type::Tuple(elements))] if !elements.is_empty() => Some(elements),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Whether a trait is Diesel's; a crate of ours has one of the same name.
fn is_diesels(krate: &Crate, id: Id) -> bool {
    krate
        .paths
        .get(&id)
        .is_some_and(|summary| summary.path.first().is_some_and(|it| it == "diesel"))
}

/// The type arguments of the implementing type that stand in its fields without a condition that
/// asks the same trait of them.
fn unasked(krate: &Crate, it: &Impl, name: &str, text: &Text<'_>) -> Vec<String> {
    let Type::ResolvedPath(path) = &it.for_ else {
        return Vec::new();
    };
    let Some(GenericArgs::AngleBracketed { args, .. }) = path.args.as_deref() else {
        return Vec::new();
    };
    let Some(item) = krate.index.get(&path.id) else {
        return Vec::new();
    };
    let (generics, fields) = match &item.inner {
        ItemEnum::Struct(it) => (&it.generics, fields_of_struct(krate, &it.kind)),
        ItemEnum::Enum(it) => (&it.generics, fields_of_enum(krate, &it.variants)),
        _ => return Vec::new(),
    };
    let parameters = generics.params.iter().filter(|param| {
        !matches!(
            param.kind,
            rustdoc_types::GenericParamDefKind::Lifetime { .. }
        )
    });
    let arguments = args.iter().filter_map(|arg| match arg {
        GenericArg::Lifetime(_) => None,
        other => Some(other),
    });
    let conditions = text.conditions(&it.generics);
    let asked = |argument: &str| {
        conditions.iter().any(|condition| {
            condition
                .split_once(": ")
                .is_some_and(|(subject, bounds)| subject == argument && asks(bounds, name))
        })
    };
    parameters
        .zip(arguments)
        .filter(|(parameter, _)| fields.iter().any(|field| mentions(field, &parameter.name)))
        .filter_map(|(_, argument)| match argument {
            GenericArg::Type(ty) => Some(text.ty(ty)),
            _ => None,
        })
        .filter(|argument| !asked(argument))
        .collect()
}

/// Whether bounds ask the trait, or one that has it as a supertrait.
fn asks(bounds: &str, name: &str) -> bool {
    bounds.split(" + ").any(|bound| {
        let bound = bound.split('<').next().unwrap_or(bound);
        let bound = bound.rsplit("::").next().unwrap_or(bound);
        bound == name || (name == "AppearsOnTable" && bound == "SelectableExpression")
    })
}

fn fields_of_struct<'c>(krate: &'c Crate, kind: &StructKind) -> Vec<&'c Type> {
    let ids: Vec<_> = match kind {
        StructKind::Unit => Vec::new(),
        StructKind::Tuple(fields) => fields.iter().flatten().copied().collect(),
        StructKind::Plain { fields, .. } => fields.clone(),
    };
    types_of(krate, &ids)
}

fn fields_of_enum<'c>(krate: &'c Crate, variants: &[Id]) -> Vec<&'c Type> {
    let variants = variants.iter().filter_map(|id| krate.index.get(id));
    let mut types = Vec::new();
    for variant in variants {
        let ItemEnum::Variant(variant) = &variant.inner else {
            continue;
        };
        let ids: Vec<_> = match &variant.kind {
            VariantKind::Plain => Vec::new(),
            VariantKind::Tuple(fields) => fields.iter().flatten().copied().collect(),
            VariantKind::Struct { fields, .. } => fields.clone(),
        };
        types.extend(types_of(krate, &ids));
    }
    types
}

fn types_of<'c>(krate: &'c Crate, ids: &[Id]) -> Vec<&'c Type> {
    let items = ids.iter().filter_map(|id| krate.index.get(id));
    items
        .filter_map(|item| match &item.inner {
            ItemEnum::StructField(ty) => Some(ty),
            _ => None,
        })
        .collect()
}

/// Whether a parameter's value is in a field, rather than its name alone in a `PhantomData`.
fn mentions(field: &Type, parameter: &str) -> bool {
    match field {
        Type::Generic(name) => name == parameter,
        Type::ResolvedPath(path) if path.path.ends_with("PhantomData") => false,
        Type::ResolvedPath(path) => match path.args.as_deref() {
            Some(GenericArgs::AngleBracketed { args, .. }) => args.iter().any(|arg| match arg {
                GenericArg::Type(ty) => mentions(ty, parameter),
                _ => false,
            }),
            _ => false,
        },
        Type::Tuple(types) => types.iter().any(|it| mentions(it, parameter)),
        Type::Slice(ty)
        | Type::Array { type_: ty, .. }
        | Type::BorrowedRef { type_: ty, .. }
        | Type::QualifiedPath { self_type: ty, .. } => mentions(ty, parameter),
        Type::DynTrait(_) => true,
        _ => false,
    }
}
