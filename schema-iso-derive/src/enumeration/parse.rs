//! The syntax of `#[plugin_enum]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::not_an_enum;
use syn::{Attribute, Expr, ExprLit, Ident, Item, ItemEnum, Lit, LitStr, Meta, Variant};

use crate::attribute::{Arguments, Key};
use crate::errors::{CompileErrors, Errors};

const KEYS: &[Key] = &[
    Key {
        name: "plugin",
        form: "plugin = \"my-feature\"",
    },
    Key {
        name: "name",
        form: "name = \"status\"",
    },
    Key {
        name: "rename_all",
        form: "rename_all = \"snake_case\"",
    },
];

/// The parsed input.
pub(super) struct Input {
    /// The enum, without our attributes.
    pub(super) item: ItemEnum,
    pub(super) plugin: Option<LitStr>,
    pub(super) name: Option<LitStr>,
    pub(super) rename_all: Option<LitStr>,
    /// The labels that variants have in `#[label]`.
    pub(super) labels: Vec<Option<LitStr>>,
    pub(super) errors: Errors,
}

impl Input {
    pub(super) fn parse(arguments: TokenStream, item: TokenStream) -> Result<Self, CompileErrors> {
        let mut item = match syn::parse2::<Item>(item)? {
            Item::Enum(item) => item,
            Item::Struct(item) => return Err(not_one(&item.ident)),
            Item::Union(item) => return Err(not_one(&item.ident)),
            other => {
                let error = not_an_enum("Status");
                return Err(syn::Error::new_spanned(other.into_token_stream(), error).into());
            }
        };
        let errors = Errors::new();
        let arguments = Arguments::parse("plugin_enum", KEYS, arguments, &errors);
        let plugin = arguments.value("plugin");
        let name = arguments.value("name");
        let rename_all = arguments.value("rename_all");
        let variants = item.variants.iter_mut();
        let labels = variants.map(|variant| label(variant, &errors)).collect();
        Ok(Self {
            item,
            plugin,
            name,
            rename_all,
            labels,
            errors,
        })
    }
}

fn not_one(name: &Ident) -> CompileErrors {
    CompileErrors::of(name.span(), &not_an_enum(&name.to_string()))
}

/// Takes `#[label("…")]` off a variant.
fn label(variant: &mut Variant, errors: &Errors) -> Option<LitStr> {
    let (ours, others): (Vec<_>, Vec<_>) = std::mem::take(&mut variant.attrs)
        .into_iter()
        .partition(|attribute| attribute.path().is_ident("label"));
    variant.attrs = others;
    let mut found = None;
    for attribute in ours {
        match text(&attribute) {
            Some(label) if found.is_none() => found = Some(label),
            Some(_) => {
                let message = format!("the variant `{}` has two labels", variant.ident);
                let diagnostic = Diagnostic::without_rule(message);
                errors.at(attribute, diagnostic.with_help("remove one of the two"));
            }
            None => {
                let message = "`#[label]` is not written as it should be";
                let diagnostic = Diagnostic::without_rule(message);
                errors.at(
                    attribute,
                    diagnostic.with_help("write `#[label(\"on air\")]`"),
                );
            }
        }
    }
    if let Some(attribute) = variant.attrs.iter().find(|it| it.path().is_ident("cfg")) {
        let message = format!("the label of `{}` depends on a `cfg`", variant.ident);
        let help = "a type has the same labels in every build; remove the `cfg`";
        errors.at(attribute, Diagnostic::without_rule(message).with_help(help));
    }
    found
}

fn text(attribute: &Attribute) -> Option<LitStr> {
    match &attribute.meta {
        Meta::List(list) => syn::parse2(list.tokens.clone()).ok(),
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.clone()),
            _ => None,
        },
        Meta::Path(_) => None,
    }
}
