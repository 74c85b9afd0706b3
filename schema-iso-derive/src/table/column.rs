//! The fields and `#[column]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use schema_iso::definition::{IdentifierKind, ReferentialAction, check_identifier};
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::{unmappable_type, unsigned_integer};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    AngleBracketedGenericArguments, Attribute, Field, GenericArgument, Ident, LitInt, LitStr, Meta,
    PathArguments, Type, Visibility,
};

use super::check::skip_value;
use super::reference::Reference;
use crate::attribute::{Arguments, Key};
use crate::errors::Errors;

const KEYS: &[Key] = &[
    Key {
        name: "primary_key",
        form: "primary_key",
    },
    Key {
        name: "name",
        form: "name = \"type\"",
    },
    Key {
        name: "sql_type",
        form: "sql_type = diesel::sql_types::Jsonb",
    },
    Key {
        name: "default",
        form: "default = \"now()\"",
    },
    Key {
        name: "max_length",
        form: "max_length = 80",
    },
    Key {
        name: "unique",
        form: "unique",
    },
    Key {
        name: "index",
        form: "index",
    },
    Key {
        name: "references",
        form: "references = groups",
    },
    Key {
        name: "on_delete",
        form: "on_delete = cascade",
    },
    Key {
        name: "on_update",
        form: "on_update = cascade",
    },
    Key {
        name: "no_join",
        form: "no_join",
    },
];

/// A field that is a column.
pub(super) struct Column {
    /// The field, and the column in queries.
    pub(super) ident: Ident,
    pub(super) vis: Visibility,
    pub(super) ty: Type,
    pub(super) docs: Vec<Attribute>,
    /// The column in the database.
    pub(super) name: String,
    pub(super) primary_key: bool,
    pub(super) sql_type: Option<Type>,
    pub(super) default: Option<String>,
    pub(super) max_length: Option<u32>,
    pub(super) unique: bool,
    pub(super) index: bool,
    pub(super) references: Option<Reference>,
    pub(super) on_delete: Option<ReferentialAction>,
    pub(super) on_update: Option<ReferentialAction>,
    pub(super) no_join: bool,
}

impl Column {
    /// Reads a field and takes its `#[column]` off.
    pub(super) fn parse(field: &mut Field, errors: &Errors) -> Self {
        let ident = field.ident.clone().expect("the fields are named");
        let mut arguments = Arguments::parse("column", KEYS, TokenStream::new(), errors);
        field.attrs.retain(|attribute| {
            let ours = attribute.path().is_ident("column");
            if ours {
                match &attribute.meta {
                    Meta::List(list) => arguments.add(list.tokens.clone()),
                    _ => errors.at(attribute, malformed()),
                }
            } else if attribute.path().is_ident("cfg") {
                errors.at(attribute, conditional(&ident));
            } else if let Some(name) = name_for_diesel(attribute)
                && ident.unraw() != name
            {
                errors.at(attribute, named_for_diesel(&ident, &name));
            }
            !ours
        });
        let name = arguments.value::<LitStr>("name");
        let text = name
            .as_ref()
            .map_or_else(|| ident.unraw().to_string(), LitStr::value);
        if let Err(error) = check_identifier(IdentifierKind::Column, &text) {
            let span = name.as_ref().map_or(ident.span(), LitStr::span);
            errors.at_span(span, Diagnostic::from(&error));
        }
        let column = Self {
            vis: field.vis.clone(),
            ty: field.ty.clone(),
            docs: docs(&field.attrs),
            name: text,
            primary_key: arguments.flag("primary_key"),
            sql_type: arguments.value("sql_type"),
            default: arguments
                .value::<LitStr>("default")
                .map(|text| text.value()),
            max_length: max_length(&arguments),
            unique: arguments.flag("unique"),
            index: arguments.flag("index"),
            references: arguments.value("references"),
            on_delete: arguments.value_with("on_delete", action),
            on_update: arguments.value_with("on_update", action),
            no_join: arguments.flag("no_join"),
            ident,
        };
        for key in ["on_delete", "on_update", "no_join"] {
            if let Some(span) = arguments.span(key)
                && arguments.span("references").is_none()
            {
                errors.at_span(span, without_reference(key));
            }
        }
        column
    }

    /// Whether the type is spelled `Option<…>`.
    pub(super) fn is_spelled_option(&self) -> bool {
        is_spelled(&self.ty, "Option")
    }

    /// `T`, where the type is spelled `Option<T>`.
    pub(super) fn option(&self) -> Option<&Type> {
        let arguments = arguments_of(&self.ty, "Option")?;
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
    }

    /// The SQL type, as an expression of the Rust type unless it is named.
    pub(super) fn sql_type(&self) -> TokenStream {
        match &self.sql_type {
            Some(sql_type) if self.is_spelled_option() && !is_spelled(sql_type, "Nullable") => {
                quote!(<#sql_type as ::diesel::__private::IntoNullable>::Nullable)
            }
            Some(sql_type) => quote!(#sql_type),
            None => {
                let ty = &self.ty;
                let message = unknown_type(ty).to_string();
                let fallback = quote!(::diesel::__private::NoColumnType);
                // Where the constant fails, the type is an error that was reported, and rustc
                // says nothing more of whatever has to do with the column.
                quote_spanned! {ty.span()=>
                    <#ty as ::diesel::__private::ColumnTypeIf<{
                        #[allow(unused_imports, reason = "it is there for types that are unknown")]
                        use #fallback as _;
                        ::diesel::__private::known(
                            <::diesel::__private::HasColumnType<#ty>>::KNOWN,
                            #message,
                        )
                    }>>::SqlType
                }
            }
        }
    }
}

/// The error for a type without a SQL type.
fn unknown_type(ty: &Type) -> Diagnostic {
    let spelled = ty.to_token_stream().to_string().replace(' ', "");
    let mut words = spelled.split(|it: char| !it.is_alphanumeric() && it != '_');
    let unsigned = words.find_map(|word| {
        let unsigned = UNSIGNED.iter().find(|(unsigned, _)| *unsigned == word)?;
        Some(unsigned_integer(unsigned.0, unsigned.1))
    });
    unsigned.unwrap_or_else(|| unmappable_type(&spelled))
}

/// Rust's unsigned integers, and what holds their values in PostgreSQL. (`u32` is an `oid`.)
const UNSIGNED: &[(&str, &str)] = &[
    ("u8", "i16"),
    ("u16", "i32"),
    ("u64", "i64"),
    ("usize", "i64"),
    ("u128", "i64"),
];

/// The doc comments among attributes.
pub(super) fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    let docs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    docs.cloned().collect()
}

fn is_spelled(ty: &Type, name: &str) -> bool {
    arguments_of(ty, name).is_some()
}

/// What stands in the angle brackets, if the type is spelled `Name<…>`.
fn arguments_of<'a>(mut ty: &'a Type, name: &str) -> Option<&'a AngleBracketedGenericArguments> {
    while let Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }) =
        ty
    {
        ty = elem;
    }
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident == name => Some(arguments),
        _ => None,
    }
}

fn max_length(arguments: &Arguments<'_>) -> Option<u32> {
    arguments.value_with("max_length", |input: syn::parse::ParseStream<'_>| {
        let literal: LitInt = input.parse()?;
        let length: u32 = literal.base10_parse()?;
        // PostgreSQL's own bounds for varchar.
        if (1..=10_485_760).contains(&length) {
            Ok(length)
        } else {
            Err(syn::Error::new(literal.span(), "out of bounds"))
        }
    })
}

fn action(input: syn::parse::ParseStream<'_>) -> syn::Result<ReferentialAction> {
    let word: Ident = input.parse()?;
    let words = word.to_string().replace('_', " ");
    ReferentialAction::from_sql(&words)
        .filter(|_| !word.to_string().contains(char::is_uppercase))
        .ok_or_else(|| syn::Error::new(word.span(), "unknown action"))
}

fn malformed() -> Diagnostic {
    Diagnostic::without_rule("`#[column]` has no arguments")
        .with_help("write `#[column(primary_key)]` or the like, or remove it")
}

/// The name in `#[diesel(column_name = …)]`.
fn name_for_diesel(attribute: &Attribute) -> Option<String> {
    if !attribute.path().is_ident("diesel") {
        return None;
    }
    let mut name = None;
    let read = attribute.parse_nested_meta(|meta| {
        if meta.path.is_ident("column_name") {
            let value = meta.value()?;
            name = Some(match value.parse::<LitStr>() {
                Ok(text) => text.value(),
                Err(_) => value.call(Ident::parse_any)?.unraw().to_string(),
            });
        }
        skip_value(&meta)
    });
    // What cannot be read is for Diesel's derives to refuse.
    read.ok().and(name)
}

fn named_for_diesel(field: &Ident, name: &str) -> Diagnostic {
    let message = format!("the column of `{field}` is named for Diesel's derives alone");
    let help = format!("write `#[column(name = \"{name}\")]`");
    Diagnostic::without_rule(message).with_help(help)
}

fn conditional(field: &Ident) -> Diagnostic {
    Diagnostic::without_rule(format!("the column `{field}` depends on a `cfg`"))
        .with_help("a table has the same columns in every build; remove the `cfg`")
}

fn without_reference(key: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("`{key}` is about a reference, and there is none"))
        .with_help(format!("add `references = groups`, or remove `{key}`"))
}
