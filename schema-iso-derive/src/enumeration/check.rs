//! The checks of `#[plugin_enum]`.

use proc_macro2::Span;
use schema_iso::definition::{IdentifierKind, camel_to_snake, check_identifier};
use schema_iso::id::PluginId;
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::{
    duplicate_label, empty_enum, enum_variant_with_fields, malformed_attribute, not_an_enum,
};
use syn::ext::IdentExt;
use syn::{Fields, ItemEnum, LitStr};

use super::case::{CASES, label};
use super::parse::Input;
use crate::crate_root::CrateRoot;
use crate::errors::{CompileErrors, Errors};
use crate::manifest;

/// An enum that has nothing wrong.
pub(super) struct Enumeration {
    pub(super) item: ItemEnum,
    pub(super) plugin: Option<LitStr>,
    /// The type in the database.
    pub(super) name: String,
    /// The labels of the variants, in their order.
    pub(super) labels: Vec<String>,
}

pub(super) fn check(input: Input, root: &CrateRoot) -> Result<Enumeration, CompileErrors> {
    let Input { item, errors, .. } = input;
    let ident = item.ident.unraw().to_string();
    root.expect_plugin(&ident, item.ident.span(), &errors);
    manifest::check_item(root, item.ident.span(), &errors);
    if let Some(plugin) = &input.plugin
        && let Err(error) = PluginId::new(&plugin.value())
    {
        errors.at(plugin, Diagnostic::from(&error));
    }
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, not_an_enum(&ident));
    }
    if item.variants.is_empty() {
        errors.at(&item.ident, empty_enum(&ident));
    }
    for variant in &item.variants {
        if !matches!(variant.fields, Fields::Unit) {
            let variant_name = variant.ident.to_string();
            errors.at(variant, enum_variant_with_fields(&ident, &variant_name));
        }
    }
    let given = input.name.as_ref();
    let name = given.map_or_else(|| camel_to_snake(&ident), LitStr::value);
    let span = given.map_or(item.ident.span(), LitStr::span);
    check_name(IdentifierKind::Type, &name, span, &errors);
    let labels = labels(&item, &input.labels, input.rename_all.as_ref(), &errors);
    errors.finish()?;
    Ok(Enumeration {
        item,
        plugin: input.plugin,
        name,
        labels,
    })
}

fn check_name(kind: IdentifierKind, name: &str, span: Span, errors: &Errors) {
    if let Err(error) = check_identifier(kind, name) {
        errors.at_span(span, Diagnostic::from(&error));
    }
}

fn labels(
    item: &ItemEnum,
    given: &[Option<LitStr>],
    rename_all: Option<&LitStr>,
    errors: &Errors,
) -> Vec<String> {
    let case = rename_all.map_or_else(|| CASES[0].to_owned(), LitStr::value);
    if let Some(literal) = rename_all
        && !CASES.contains(&case.as_str())
    {
        let cases: Vec<String> = CASES.iter().map(|case| format!("`{case}`")).collect();
        let malformed =
            malformed_attribute("plugin_enum", "rename_all", "rename_all = \"snake_case\"")
                .with_note(format!("the cases are {}", cases.join(", ")));
        errors.at(literal, malformed);
        return Vec::new();
    }
    let mut labels = Vec::new();
    for (variant, given) in item.variants.iter().zip(given) {
        let name = variant.ident.unraw().to_string();
        let text = given
            .as_ref()
            .map_or_else(|| label(&case, &name), LitStr::value);
        let span = given.as_ref().map_or(variant.ident.span(), LitStr::span);
        check_name(IdentifierKind::Label, &text, span, errors);
        if labels.contains(&text) {
            errors.at_span(span, duplicate_label(&item.ident.to_string(), &text));
        }
        labels.push(text);
    }
    labels
}
